-- A newcomer puts a pack into a basket, each time another newcomer: wrk -s add.lua URL -- FILE (variant ids)
local packs = {}
local at = 0
local threads = 0
local headers = {["Content-Type"] = "application/x-www-form-urlencoded", ["Sec-Fetch-Site"] = "same-origin"}

function setup(thread)
  thread:set("first", threads * 7919)
  threads = threads + 1
end

function init(args)
  for line in io.lines(args[1]) do packs[#packs + 1] = line end
  at = first
end

function request()
  at = at + 1
  return wrk.format("POST", "/gio-hang/them", headers, "pack=" .. packs[at % #packs + 1] .. "&quantity=1")
end

function done(summary, latency, requests)
  io.write(string.format("requests %d seconds %.3f p50 %.3f p95 %.3f bad %d\n",
    summary.requests, summary.duration / 1000000, latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
