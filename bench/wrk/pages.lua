-- Opens the pages of a file, one path a line, again and again: wrk -s pages.lua URL -- FILE
local paths = {}
local at = 0
local threads = 0

function setup(thread)
  -- Each thread begins at another place of the list.
  thread:set("first", threads * 7919)
  threads = threads + 1
end

function init(args)
  for line in io.lines(args[1]) do paths[#paths + 1] = line end
  at = first
end

function request()
  at = at + 1
  return wrk.format("GET", paths[at % #paths + 1])
end

function done(summary, latency, requests)
  io.write(string.format("requests %d seconds %.3f p50 %.3f p95 %.3f bad %d\n",
    summary.requests, summary.duration / 1000000, latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
