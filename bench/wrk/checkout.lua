-- A guest's whole way from an empty basket to an order, again and again. One connection a thread, since a guest's
-- answers have to be told apart: wrk -t16 -c16 -s checkout.lua URL -- FILE (variant ids)
-- Prints what was ordered and how long a whole checkout took.
local ffi = require("ffi")
ffi.cdef[[
typedef struct { long tv_sec; long tv_usec; } mkt_timeval;
int gettimeofday(mkt_timeval *tv, void *tz);
]]
local clock = ffi.new("mkt_timeval")
local packs, at, threads = {}, 0, {}
local cookie, fingerprint, step, began = nil, nil, 1, 0
taken, failed, spans = 0, 0, {}

local form = {["Content-Type"] = "application/x-www-form-urlencoded", ["Sec-Fetch-Site"] = "same-origin"}
local address = "recipient=Nguy%E1%BB%85n+Th%E1%BB%8B+Lan&phone=0912000000&email=lan%40example.vn&province=01"
  .. "&commune=Ho%C3%A0n+Ki%E1%BA%BFm&commune_code=00070&street=12+ph%E1%BB%91+H%C3%A0ng+B%C3%A0i"

local function now()
  ffi.C.gettimeofday(clock, nil)
  return tonumber(clock.tv_sec) * 1000000 + tonumber(clock.tv_usec)
end

function setup(thread)
  thread:set("first", #threads * 7919)
  threads[#threads + 1] = thread
end

function init(args)
  for line in io.lines(args[1]) do packs[#packs + 1] = line end
  at = first
end

local function send(method, path, body)
  local headers = {}
  for name, value in pairs(form) do headers[name] = value end
  if cookie then headers["Cookie"] = cookie end
  return wrk.format(method, path, headers, body)
end

function request()
  if step == 1 then
    at, cookie, began = at + 1, nil, now()
    return send("POST", "/gio-hang/them", "pack=" .. packs[at % #packs + 1] .. "&quantity=1")
  elseif step == 2 then return send("POST", "/thanh-toan", address)
  elseif step == 3 then return send("POST", "/thanh-toan/giao-hang", "payment=cod")
  elseif step == 4 then return send("GET", "/thanh-toan/xem-lai", nil)
  end
  return send("POST", "/thanh-toan/dat", "agree=1&fingerprint=" .. fingerprint)
end

local leads_to = {"/gio%-hang$", "/thanh%-toan/giao%-hang$", "/thanh%-toan/xem%-lai$", nil, "/don%-hang/DH"}

function response(status, answered, body)
  local headers = {}
  for name, value in pairs(answered) do headers[string.lower(name)] = value end
  local set = headers["set-cookie"]
  if set then cookie = string.match(set, "^[^;]+") end
  local fits
  if step == 4 then
    fingerprint = string.match(body, 'name="fingerprint" value="(%x+)"')
    fits = status == 200 and fingerprint ~= nil
  else
    fits = status == 302 and string.match(headers["location"] or "", leads_to[step]) ~= nil
  end
  if not fits then
    -- Sold out meanwhile, most likely: the next guest takes another pack.
    failed, step = failed + 1, 1
  elseif step == 5 then
    taken, step = taken + 1, 1
    spans[#spans + 1] = now() - began
  else
    step = step + 1
  end
end

function done(summary, latency, requests)
  local all, orders, lost = {}, 0, 0
  for _, thread in ipairs(threads) do
    orders, lost = orders + thread:get("taken"), lost + thread:get("failed")
    for _, span in ipairs(thread:get("spans")) do all[#all + 1] = span end
  end
  table.sort(all)
  local function share(part) return (all[math.max(1, math.ceil(#all * part))] or 0) / 1000 end
  io.write(string.format("checkouts %d failed %d seconds %.3f p50 %.3f p95 %.3f\n",
    orders, lost, summary.duration / 1000000, share(0.50), share(0.95)))
end
