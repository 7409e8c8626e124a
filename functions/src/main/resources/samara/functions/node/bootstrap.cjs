// Runs a Node.js handler: the client of the Runtime API that every Node.js environment starts with.
//
// Speaks HTTP/1.1 over the Unix socket that Samara made for this environment. An answer and the question for the next
// event go out in one write.
"use strict";
const fs = require("fs");
const net = require("net");
const path = require("path");
const util = require("util");

const BASE = "/2018-06-01/runtime";
const NEXT = `GET ${BASE}/invocation/next HTTP/1.1\r\nHost: runtime\r\n\r\n`;
const TASK_ROOT = process.env.LAMBDA_TASK_ROOT;
// Stands for a line feed inside of one log event; the reader of our output turns it back.
const IN_EVENT_LINE_FEED = "\x01";

class Fault extends Error {
  constructor(name, message) {
    super(message);
    this.name = name;
  }
}

let requestId = "";

function write(text) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += fs.writeSync(1, bytes, at);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

const AS_JSON = process.env.AWS_LAMBDA_LOG_FORMAT === "JSON";
const LEVELS = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];
const LEAST = Math.max(0, LEVELS.indexOf(process.env.AWS_LAMBDA_LOG_LEVEL ?? "TRACE"));

function logParts(level, parts) {
  if (!AS_JSON) return log(level, util.format(...parts));
  if (LEVELS.indexOf(level) < LEAST) return;
  const event = { timestamp: new Date().toISOString(), level, requestId };
  const error = parts.find((part) => part instanceof Error);
  if (error) {
    event.errorType = error.name;
    event.errorMessage = error.message;
    event.stackTrace = String(error.stack).split("\n");
  }
  event.message = parts.length === 1 && !error ? parts[0] : util.format(...parts);
  let text;
  try {
    text = JSON.stringify(event);
  } catch {
    text = JSON.stringify({ ...event, message: util.format(...parts) });
  }
  write(text.replace(/\r?\n/g, IN_EVENT_LINE_FEED) + "\n");
}

function log(level, text) {
  if (AS_JSON) return logParts(level, [text]);
  const line = `${new Date().toISOString()}\t${requestId || "undefined"}\t${level}\t${text}`;
  write(line.replace(/\r?\n/g, IN_EVENT_LINE_FEED) + "\n");
}

function configureConsole() {
  const levels = { trace: "TRACE", debug: "DEBUG", log: "INFO", info: "INFO", warn: "WARN", error: "ERROR" };
  for (const [method, level] of Object.entries(levels)) {
    console[method] = (...parts) => logParts(level, parts);
  }
  console.fatal = (...parts) => logParts("FATAL", parts);
}

// Responses come in the order of the questions.

class RuntimeClient {
  constructor(socketPath) {
    this.waiting = [];
    this.chunks = [];
    this.size = 0;
    this.needed = 0;
    this.head = null;
    this.socket = net.connect(socketPath);
    this.socket.on("data", (chunk) => this.received(chunk));
    this.socket.on("close", () => process.exit(0));
    this.socket.on("error", () => process.exit(0));
  }

  next() {
    this.socket.write(NEXT);
    return this.answer();
  }

  post(where, body, errorType, then) {
    const bytes = Buffer.from(body);
    const type = errorType ? `Lambda-Runtime-Function-Error-Type: ${errorType.replace(/[^\x20-\x7e]/g, "?")}\r\n` : "";
    const head =
      `POST ${BASE}${where} HTTP/1.1\r\nHost: runtime\r\nContent-Type: application/json\r\n` +
      `${type}Content-Length: ${bytes.length}\r\n\r\n`;
    this.socket.write(Buffer.concat([Buffer.from(head), bytes, Buffer.from(then ?? "")]));
    return this.answer();
  }

  // Begins an answer that is sent in parts.
  begin(where, contentType) {
    this.socket.write(
      `POST ${BASE}${where} HTTP/1.1\r\nHost: runtime\r\nContent-Type: ${contentType}\r\n` +
        "Lambda-Runtime-Function-Response-Mode: streaming\r\nTransfer-Encoding: chunked\r\n" +
        "Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n\r\n",
    );
  }

  part(bytes, done) {
    this.socket.write(`${bytes.length.toString(16)}\r\n`);
    this.socket.write(bytes);
    this.socket.write("\r\n", done);
  }

  // Ends it, for a failure with trailers that tell of it.
  end(failure, then) {
    let trailers = "";
    if (failure) {
      const body = Buffer.from(JSON.stringify(failure)).toString("base64");
      const type = failure.errorType.replace(/[^\x20-\x7e]/g, "?");
      trailers =
        `Lambda-Runtime-Function-Error-Type: ${type}\r\n` + `Lambda-Runtime-Function-Error-Body: ${body}\r\n`;
    }
    this.socket.write(`0\r\n${trailers}\r\n${then}`);
    return this.answer();
  }

  answer() {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  received(chunk) {
    this.chunks.push(chunk);
    this.size += chunk.length;
    while (this.size > 0 && this.size >= this.needed) {
      let data = this.chunks.length === 1 ? this.chunks[0] : Buffer.concat(this.chunks);
      if (!this.head) {
        const end = data.indexOf("\r\n\r\n");
        if (end < 0) {
          this.chunks = [data];
          return;
        }
        this.head = headersOf(data.latin1Slice(0, end));
        this.needed = Number(this.head["content-length"] ?? 0);
        data = data.subarray(end + 4);
      }
      this.chunks = [data];
      this.size = data.length;
      if (this.size < this.needed) return;
      const answer = { headers: this.head, body: data.subarray(0, this.needed) };
      this.chunks = [data.subarray(this.needed)];
      this.size -= this.needed;
      this.needed = 0;
      this.head = null;
      this.waiting.shift()?.(answer);
    }
  }
}

function headersOf(text) {
  const headers = {};
  for (const line of text.split("\r\n").slice(1)) {
    const colon = line.indexOf(":");
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return headers;
}

// A folder of modules is one package as far as its package.json says.

function isModulePackage(file) {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const description = path.join(folder, "package.json");
    if (fs.existsSync(description)) {
      return JSON.parse(fs.readFileSync(description, "utf8")).type === "module";
    }
    if (folder === path.dirname(folder) || folder === TASK_ROOT) return false;
  }
}

// NODE_PATH, by which the runtime's AWS SDK is found, counts for `require` alone.

const SDK = process.env.SAMARA_SDK;
delete process.env.SAMARA_SDK;

function findSdkFromModules() {
  if (!SDK) return;
  const parentURL = require("url").pathToFileURL(path.join(path.dirname(SDK), "package.json")).href;
  const isPackage = (specifier) => /^[@a-z0-9]/i.test(specifier) && !specifier.includes(":");
  const { register, registerHooks } = require("module");
  if (registerHooks) {
    registerHooks({
      resolve(specifier, context, next) {
        try {
          return next(specifier, context);
        } catch (error) {
          if (error.code !== "ERR_MODULE_NOT_FOUND" || !isPackage(specifier)) throw error;
          return next(specifier, { ...context, parentURL });
        }
      },
    });
  } else if (register) {
    const hook = `const isPackage = ${isPackage}; export async function resolve(specifier, context, next) {
      try { return await next(specifier, context); } catch (error) {
        if (error.code !== "ERR_MODULE_NOT_FOUND" || !isPackage(specifier)) throw error;
        return next(specifier, { ...context, parentURL: ${JSON.stringify(parentURL)} });
      } }`;
    register(`data:text/javascript,${encodeURIComponent(hook)}`);
  }
}

async function importOrRequire(base, name) {
  for (const extension of ["", ".js", ".mjs", ".cjs"]) {
    const file = base + extension;
    if (!fs.existsSync(file) || !fs.statSync(file).isFile()) continue;
    const esm = extension === ".mjs" || (extension !== ".cjs" && isModulePackage(file));
    if (!esm) return require(file);
    findSdkFromModules();
    const module = await import(require("url").pathToFileURL(file).href);
    return module;
  }
  return require(require.resolve(fs.existsSync(base) ? base : name, { paths: [TASK_ROOT] }));
}

async function loadHandler(text) {
  const name = path.basename(text);
  const dot = name.indexOf(".");
  if (dot < 1 || text.includes("..")) throw new Fault("Runtime.MalformedHandlerName", "Bad handler");
  const moduleName = path.join(path.dirname(text), name.slice(0, dot));
  let module;
  try {
    module = await importOrRequire(path.resolve(TASK_ROOT, moduleName), moduleName);
  } catch (error) {
    if (error instanceof SyntaxError) throw withStack("Runtime.UserCodeSyntaxError", error);
    if (error?.code === "MODULE_NOT_FOUND" || error?.code === "ERR_MODULE_NOT_FOUND") {
      throw withStack("Runtime.ImportModuleError", error);
    }
    throw error;
  }
  const steps = name.slice(dot + 1).split(".");
  const resolve = (from) => steps.reduce((value, step) => value?.[step], from);
  const handler = resolve(module) ?? resolve(module?.default);
  if (handler === undefined) {
    throw new Fault("Runtime.HandlerNotFound", `${text} is undefined or not exported`);
  }
  if (typeof handler !== "function") {
    throw new Fault("Runtime.HandlerNotFound", `${text} is not a function`);
  }
  return handler;
}

function withStack(name, error) {
  const fault = new Fault(name, String(error));
  fault.stack = String(error.stack).replace(/^.*$/m, `${name}: ${error}`);
  return fault;
}

function contextOf(headers, finish) {
  const env = process.env;
  const deadline = Number(headers["lambda-runtime-deadline-ms"]);
  const parsed = (name) => (headers[name] ? JSON.parse(headers[name]) : undefined);
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    invokedFunctionArn: headers["lambda-runtime-invoked-function-arn"],
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    awsRequestId: headers["lambda-runtime-aws-request-id"],
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: parsed("lambda-runtime-client-context"),
    identity: parsed("lambda-runtime-cognito-identity"),
    ...(headers["lambda-runtime-aws-tenant-id"] ? { tenantId: headers["lambda-runtime-aws-tenant-id"] } : {}),
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    done: (error, result) => finish(error, result),
    succeed: (result) => finish(null, result),
    fail: (error) => finish(error ?? "handled"),
  };
}

// The result of one event, by a promise, a callback or, when neither comes, by an event loop that has run dry.
function call(handler, event, headers) {
  return new Promise((resolve, reject) => {
    let settled = null;
    const settle = () => {
      process.removeListener("beforeExit", onDry);
      if (settled && settled.error != null) reject(settled.error);
      else resolve(settled?.result);
    };
    const onDry = () => settle();
    const finish = (error, result) => {
      if (settled) return;
      settled = { error, result };
      if (!context.callbackWaitsForEmptyEventLoop || error != null) setImmediate(settle);
    };
    const context = contextOf(headers, finish);
    process.on("beforeExit", onDry);
    const result = handler(event, context, finish);
    if (typeof result?.then === "function") {
      result.then(
        (value) => {
          process.removeListener("beforeExit", onDry);
          resolve(value);
        },
        (error) => {
          process.removeListener("beforeExit", onDry);
          reject(error);
        },
      );
    }
  });
}

// Handlers that stream: `awslambda.streamifyResponse` marks them, and gives them a stream to write to.

const STREAMS = Symbol("streams its answer");
const PRELUDE_TYPE = "application/vnd.awslambda.http-integration-response";

class HttpResponseStream {
  // What is written first: the status and headers that a function URL answers with, and eight NULs.
  static from(stream, metadata) {
    stream.setContentType(PRELUDE_TYPE);
    stream.prelude = Buffer.concat([Buffer.from(JSON.stringify(metadata)), Buffer.alloc(8)]);
    return stream;
  }
}

const awslambda = {
  streamifyResponse(handler, options) {
    handler[STREAMS] = options ?? {};
    return handler;
  },
  HttpResponseStream,
};

function responseStream(client, id) {
  const { Writable } = require("stream");
  const stream = new Writable({
    write(chunk, encoding, done) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk, encoding);
      stream.begin();
      if (bytes.length === 0) return done();
      client.part(bytes, done);
    },
  });
  stream.contentType = "application/octet-stream";
  stream.begun = false;
  stream.setContentType = (type) => {
    stream.contentType = type;
  };
  stream.begin = () => {
    if (stream.begun) return;
    stream.begun = true;
    client.begin(`/invocation/${id}/response`, stream.contentType);
    if (stream.prelude) client.part(stream.prelude);
  };
  return stream;
}

// Runs a streaming handler; what it answers with has been sent but for the end.
async function streamTo(client, handler, headers, body) {
  const stream = responseStream(client, requestId);
  const finished = new Promise((resolve, reject) => {
    stream.on("finish", resolve);
    stream.on("error", reject);
  });
  finished.catch(() => {});
  try {
    const event = parsedEvent(body);
    client.socket.ref();
    await handler(event, stream, contextOf(headers, () => {}));
    if (!stream.writableEnded) stream.end();
    await finished;
    stream.begin();
    return { begun: true };
  } catch (error) {
    const document = documentOf(error);
    log("ERROR", `Invoke Error \t${JSON.stringify({ ...document, trace: undefined, stack: document.trace })}`);
    return { begun: stream.begun, failure: document };
  }
}

function parsedEvent(body) {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch (error) {
    throw new Fault("Runtime.UnmarshalError", `Unable to unmarshal input: ${error.message}`);
  }
}

function documentOf(error) {
  if (error instanceof Error || (error && typeof error === "object" && "message" in error)) {
    const trace = String(error.stack ?? "").split("\n");
    return { errorType: error.name ?? "Error", errorMessage: String(error.message), trace };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

async function answerTo(handler, headers, body) {
  try {
    const result = await call(handler, parsedEvent(body), headers);
    try {
      return { text: JSON.stringify(result === undefined ? null : result) ?? "null" };
    } catch (error) {
      throw new Fault("Runtime.MarshalError", `Unable to stringify response body: ${error.message}`);
    }
  } catch (error) {
    const document = documentOf(error);
    log("ERROR", `Invoke Error \t${JSON.stringify({ ...document, trace: undefined, stack: document.trace })}`);
    return { text: JSON.stringify(document), errorType: document.errorType };
  }
}

function endOn(client, kind, error, code) {
  const document = kind ? { ...documentOf(error), errorType: kind } : documentOf(error);
  log("ERROR", `${kind ? "Unhandled Promise Rejection" : "Uncaught Exception"} \t${JSON.stringify(document)}`);
  if (!requestId) {
    client.post("/init/error", JSON.stringify(document), document.errorType).then(() => process.exit(code));
    return;
  }
  client.socket.ref();
  client
    .post(`/invocation/${requestId}/error`, JSON.stringify(document), document.errorType)
    .then(() => process.exit(code));
}

async function main() {
  const client = new RuntimeClient(process.env.SAMARA_RUNTIME_SOCKET);
  delete process.env.SAMARA_RUNTIME_SOCKET;
  configureConsole();
  globalThis.awslambda = awslambda;
  process.on("uncaughtException", (error) => endOn(client, null, error, 129));
  process.on("unhandledRejection", (error) => endOn(client, "Runtime.UnhandledPromiseRejection", error, 128));
  let handler;
  try {
    handler = await loadHandler(process.env._HANDLER);
  } catch (error) {
    const document = documentOf(error);
    log("ERROR", `Uncaught Exception \t${JSON.stringify(document)}`);
    await client.post("/init/error", JSON.stringify(document), document.errorType);
    process.exit(1);
  }
  let next = client.next();
  for (;;) {
    client.socket.ref();
    const { headers, body } = await next;
    client.socket.unref();
    requestId = headers["lambda-runtime-aws-request-id"];
    const trace = headers["lambda-runtime-trace-id"];
    if (trace) process.env._X_AMZN_TRACE_ID = trace;
    else delete process.env._X_AMZN_TRACE_ID;
    if (handler[STREAMS]) {
      const outcome = await streamTo(client, handler, headers, body);
      const ended = outcome.begun
        ? client.end(outcome.failure, NEXT)
        : client.post(
            `/invocation/${requestId}/error`,
            JSON.stringify(outcome.failure),
            outcome.failure.errorType,
            NEXT,
          );
      next = client.answer();
      await ended;
      continue;
    }
    const answer = await answerTo(handler, headers, body);
    const kind = answer.errorType ? "error" : "response";
    const accepted = client.post(`/invocation/${requestId}/${kind}`, answer.text, answer.errorType, NEXT);
    next = client.answer();
    client.socket.ref();
    await accepted;
  }
}

main();
