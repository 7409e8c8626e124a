"use strict";
// Everything that comes from the template or an answer is set as text, never as markup.
const at = (id) => document.getElementById(id);
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
let routes = [];
let chosen = null;

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function list() {
  const wanted = at("search").value.toLowerCase();
  const shown = routes.filter((route) => `${route.method} ${route.path} ${route.needs}`.toLowerCase().includes(wanted));
  at("routes").replaceChildren(...shown.map((route) => {
    const button = element("button", "");
    button.append(element("b", route.method), route.path);
    if (route.needs) button.append(element("small", `needs ${route.needs}`));
    if (route === chosen) button.setAttribute("aria-current", "true");
    button.addEventListener("click", () => choose(route));
    return button;
  }));
  if (!shown.length) at("routes").append(element("p", "No route is like that."));
}

function choose(route) {
  chosen = route;
  list();
  at("request").hidden = false;
  at("answer").hidden = true;
  at("title").textContent = `${route.method} ${route.path}`;
  at("needs").textContent = route.needs ? `Needs ${route.needs}.` : "Everybody may call it.";
  const methods = METHODS.includes(route.method) ? [route.method] : METHODS;
  at("method").replaceChildren(...methods.map((name) => element("option", name)));
  const headers = [];
  if (route.needs.includes("authorizer")) headers.push("Authorization: ");
  if (route.needs.includes("x-api-key")) headers.push("x-api-key: ");
  at("headers").value = headers.concat("Content-Type: application/json").join("\n");
  const names = [...route.path.matchAll(/\{([^}]+)\}/g)].map((found) => found[1]);
  at("parameters").replaceChildren(...names.map((name) => {
    const label = element("label", `${name.replace("+", "")} (path)`);
    const input = element("input", "");
    input.dataset.name = name;
    input.addEventListener("input", show);
    label.append(input);
    return label;
  }));
  show();
}

function url() {
  let path = chosen.path;
  for (const input of at("parameters").querySelectorAll("input")) {
    const parts = input.dataset.name.endsWith("+") ? input.value.split("/") : [input.value];
    path = path.replace(`{${input.dataset.name}}`, () => parts.map(encodeURIComponent).join("/"));
  }
  const query = at("query").value.replace(/^\?/, "");
  return path + (query ? `?${query}` : "");
}

function show() {
  at("url").textContent = chosen ? url() : "";
}

function headers() {
  const made = new Headers();
  for (const line of at("headers").value.split("\n")) {
    const colon = line.indexOf(":");
    if (colon > 0 && line.slice(colon + 1).trim()) made.append(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
  }
  return made;
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text; // No JSON: shown as it came.
  }
}

async function send(event) {
  event.preventDefault();
  const method = at("method").value;
  const withBody = !["GET", "HEAD"].includes(method) && at("body").value;
  const start = performance.now();
  try {
    const answer = await fetch(url(), {method, headers: headers(), body: withBody ? at("body").value : undefined,
      redirect: "manual", credentials: "omit", cache: "no-store"});
    const text = await answer.text();
    at("status").textContent = `${answer.status} ${answer.statusText} · ${Math.round(performance.now() - start)} ms`;
    at("answered-headers").textContent = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
    at("answered-body").textContent = pretty(text);
  } catch (error) {
    at("status").textContent = "No answer";
    at("answered-headers").textContent = "";
    at("answered-body").textContent = String(error);
  }
  at("answer").hidden = false;
}

at("search").addEventListener("input", list);
at("query").addEventListener("input", show);
at("request").addEventListener("submit", send);
fetch("explorer.json").then((answer) => answer.json()).then((found) => {
  routes = found.routes;
  list();
  if (routes.length) choose(routes[0]);
}).catch((error) => at("routes").replaceChildren(element("p", `The routes can't be read: ${error}`)));
