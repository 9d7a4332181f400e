-- Posts the signed events of the file named in EVENTS, each once; a thread takes every n-th line.
local threads = 0
local everybody = {}

function setup(thread)
    thread:set("number", threads)
    table.insert(everybody, thread)
    threads = threads + 1
end

function init(args)
    lines = {}
    next_line = 0
    refused = 0
    local count = tonumber(os.getenv("THREADS"))
    local i = 0
    for line in io.lines(os.getenv("EVENTS")) do
        if i % count == number then lines[#lines + 1] = line end
        i = i + 1
    end
end

function request()
    next_line = next_line + 1
    local line = lines[next_line]
    if line == nil then
        wrk.thread:stop()
        line = lines[1]
    end
    return wrk.format("POST", "/webhooks/heygen",
        {["Content-Type"] = "application/json", ["Heygen-Signature"] = line:sub(1, 64)}, line:sub(66))
end

function response(status)
    if status ~= 200 then refused = refused + 1 end
end

function done(summary, latency)
    local bad = 0
    for _, thread in ipairs(everybody) do bad = bad + thread:get("refused") end
    io.write(string.format("events/s %.0f, refused %d, p50 %.1f ms, p99 %.1f ms\n",
        summary.requests / (summary.duration / 1e6), bad, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
