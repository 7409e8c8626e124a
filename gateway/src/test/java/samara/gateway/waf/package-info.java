@org.jspecify.annotations.NullMarked
package samara.gateway.waf;
