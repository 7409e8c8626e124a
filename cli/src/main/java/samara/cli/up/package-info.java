/// `up`: a project lives in this terminal. The embedded cloud runs in this process (unless one runs on the folder
/// already), the application is built and deployed, its logs are shown, and each saved change is live at once: code by
/// the function's update alone, anything else by a deployment.
@NullMarked
package samara.cli.up;

import org.jspecify.annotations.NullMarked;
