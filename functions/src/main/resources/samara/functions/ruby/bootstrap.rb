# Runs a Ruby handler: the client of the Runtime API that every Ruby environment starts with.
#
# Speaks HTTP/1.1 over the Unix socket that Samara made for this environment. An answer and the question for the next
# event go out in one write.
# frozen_string_literal: true

require "json"
require "socket"

BASE = "/2018-06-01/runtime"
NEXT = "GET #{BASE}/invocation/next HTTP/1.1\r\nHost: runtime\r\n\r\n"
# Stands for a line feed inside of one log event; the reader of our output turns it back.
IN_EVENT_LINE_FEED = "\x01"

# What a failed step is answered with.
class Fault < StandardError
  attr_reader :error_type

  def initialize(error_type, message)
    super(message)
    @error_type = error_type
  end
end

# The connection to the Runtime API.
class RuntimeClient
  def initialize(path)
    @socket = UNIXSocket.new(path)
  end

  def ask_for_next
    @socket.write(NEXT)
  end

  def post(path, body, error_type = nil, following = "")
    type = error_type ? "Lambda-Runtime-Function-Error-Type: #{error_type}\r\n" : ""
    @socket.write("POST #{BASE}#{path} HTTP/1.1\r\nHost: runtime\r\nContent-Type: application/json\r\n#{type}" \
                  "Content-Length: #{body.bytesize}\r\n\r\n".b, body.b, following)
  end

  # One response: its headers, lower-case, and its body.
  def receive
    line
    headers = {}
    until (header = line).empty?
      name, value = header.split(":", 2)
      headers[name.downcase] = value.strip
    end
    length = headers["content-length"].to_i
    [headers, length.zero? ? "" : @socket.read(length)]
  end

  private

  def line
    text = @socket.gets("\r\n")
    exit!(0) if text.nil? # the environment is over
    text.chomp("\r\n")
  end
end

# The context of a handler.
class LambdaContext
  attr_reader :aws_request_id, :invoked_function_arn, :log_group_name, :log_stream_name, :function_name,
              :memory_limit_in_mb, :function_version, :identity, :client_context, :deadline_ms, :tenant_id

  def initialize(headers)
    @aws_request_id = headers["lambda-runtime-aws-request-id"]
    @invoked_function_arn = headers["lambda-runtime-invoked-function-arn"]
    @deadline_ms = headers["lambda-runtime-deadline-ms"].to_i
    @tenant_id = headers["lambda-runtime-aws-tenant-id"]
    @identity = parsed(headers["lambda-runtime-cognito-identity"])
    @client_context = parsed(headers["lambda-runtime-client-context"])
    @log_group_name = ENV["AWS_LAMBDA_LOG_GROUP_NAME"]
    @log_stream_name = ENV["AWS_LAMBDA_LOG_STREAM_NAME"]
    @function_name = ENV["AWS_LAMBDA_FUNCTION_NAME"]
    @memory_limit_in_mb = ENV["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
    @function_version = ENV["AWS_LAMBDA_FUNCTION_VERSION"]
  end

  def get_remaining_time_in_millis
    [0, deadline_ms - Process.clock_gettime(Process::CLOCK_REALTIME, :millisecond)].max
  end

  private

  def parsed(json)
    json && JSON.parse(json)
  end
end

# `file.method`, or `file.Module::Class.method`.
def load_handler(text)
  file, *steps = text.split(".")
  unless [1, 2].include?(steps.size)
    raise Fault.new("Runtime.MalformedHandlerName", "Invalid handler #{text}, must be of form FILENAME.METHOD or " \
                                                    "FILENAME.CLASS.METHOD where FILENAME corresponds with an " \
                                                    "existing Ruby source file FILENAME.rb.")
  end
  begin
    require File.expand_path(file, ENV.fetch("LAMBDA_TASK_ROOT"))
  rescue LoadError => e
    raise Fault.new("Init<LoadError>", e.message)
  rescue SyntaxError => e
    raise Fault.new("Function<SyntaxError>", e.message)
  end
  method = steps.pop
  target = steps.empty? ? self : Kernel.const_get(steps.first)
  raise Fault.new("Runtime.HandlerNotFound", "undefined method `#{method}'") unless target.respond_to?(method, true)

  target.method(method)
rescue NameError => e
  raise Fault.new("Init<NameError>", e.message)
end

def document_of(error)
  return { errorMessage: error.message, errorType: error.error_type, stackTrace: [] } if error.is_a?(Fault)

  ours = File.expand_path(__FILE__)
  trace = (error.backtrace || []).reject { |place| place.start_with?(ours) }
  { errorMessage: error.message, errorType: "Function<#{error.class}>", stackTrace: trace }
end

def log_of(error, document)
  lines = ["Error raised from handler method", JSON.generate(document)]
  warn(lines.join(IN_EVENT_LINE_FEED).gsub("\n", IN_EVENT_LINE_FEED))
end

# What is written before an answer is in the pipe when the answer comes: that is where an event's output ends.
def end_of_output
  $stdout.flush
  $stderr.flush
end

def call(handler, headers, body)
  context = LambdaContext.new(headers)
  begin
    event = JSON.parse(body)
  rescue JSON::ParserError => e
    raise Fault.new("Runtime.UnmarshalError", "Unable to unmarshal input: #{e.message}")
  end
  result = handler.call(event: event, context: context)
  JSON.generate(result)
end

def configure_paths
  layers = ENV.fetch("SAMARA_LAYERS_ROOT", "/opt")
  version = RbConfig::CONFIG["ruby_version"]
  $LOAD_PATH.unshift(ENV.fetch("LAMBDA_TASK_ROOT"), "#{layers}/ruby/lib")
  folders = ["#{ENV.fetch("LAMBDA_TASK_ROOT")}/vendor/bundle/ruby/#{version}", "#{layers}/ruby/gems/#{version}"]
  Gem.paths = { "GEM_HOME" => Gem.dir, "GEM_PATH" => (folders + Gem.path).uniq.join(":") }
end

def one(client, handler)
  headers, body = client.receive
  id = headers["lambda-runtime-aws-request-id"]
  ENV["_X_AMZN_TRACE_ID"] = headers["lambda-runtime-trace-id"]
  begin
    answer = call(handler, headers, body)
    kind = "response"
  rescue SystemExit, SignalException
    raise
  rescue Exception => e # rubocop:disable Lint/RescueException -- whatever it raises is the function's answer
    document = document_of(e)
    log_of(e, document)
    answer = JSON.generate(document)
    kind = "error"
    type = document[:errorType]
  end
  end_of_output
  client.post("/invocation/#{id}/#{kind}", answer, type, NEXT)
  client.receive
end

def run
  client = RuntimeClient.new(ENV.delete("SAMARA_RUNTIME_SOCKET"))
  $stdout.sync = true
  begin
    configure_paths
    handler = load_handler(ENV.fetch("_HANDLER"))
  rescue SystemExit, SignalException
    raise
  rescue Exception => e # rubocop:disable Lint/RescueException -- whatever its files raise ends the start
    document = document_of(e)
    log_of(e, document)
    end_of_output
    client.post("/init/error", JSON.generate(document), document[:errorType])
    client.receive
    exit!(1)
  end
  client.ask_for_next
  loop { one(client, handler) }
end

run
