-- wrk: argv is a file of whole HTTP requests separated by NUL, and where to begin. Sends them in turn; counts answers that are none.
-- `bad` and `badBody` are global: `done` asks the thread for them.
local requests, own, nextOne, sent = {}, nil, 0, 0

function setup(thread) own = thread end

function init(args)
  local file = assert(io.open(args[1], 'rb'))
  for request in file:read('*a'):gmatch('[^%z]+') do requests[#requests + 1] = request end
  file:close()
  nextOne = tonumber(args[2])
  run = args[3]
end

function request()
  -- wrk asks for one before it begins, and does not send it.
  if not asked then
    asked = true
    return requests[1]
  end
  local chosen = requests[nextOne % #requests + 1]
  nextOne = nextOne + 1
  if not chosen:find('fresh-key-', 1, true) then return chosen end
  sent = sent + 1
  return (chosen:gsub('fresh%-key%-%d+', string.format('fresh-key-%s%010d', run, sent)))
end

function response(status, headers, body)
  if status ~= 200 or body:find('"data":null', 1, true) or body:find('"replayed":true', 1, true) or body:find('"errors":[{', 1, true) then
    bad = bad + 1
    badBody = body
  end
end

bad, badBody = 0, ''
function done(summary, latency)
  local e = summary.errors
  io.write(string.format('\nJSON{"answers":%d,"bytes":%d,"microseconds":%d,"p50":%d,"p99":%d,"bad":%d,"example":%q}\n', summary.requests, summary.bytes,
    summary.duration, latency:percentile(50), latency:percentile(99), own:get('bad') + e.connect + e.read + e.write + e.timeout,
    (string.gsub(string.sub(own:get('badBody'), 1, 300), '[^%w :,.]', ''))))
end
