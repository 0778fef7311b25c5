// Where there is no wrk: the same requests, in turn. argv: url, file of requests, connections, seconds, first request, run.
import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';

const [url, file, connections, seconds, from, run] = process.argv.slice(2);
const requests = readFileSync(file, 'utf8')
  .split('\0')
  .map((wire) => {
    const [head, body] = wire.split('\r\n\r\n');
    // autocannon writes these itself.
    const lines = head
      .split('\r\n')
      .filter((line) => line.includes(': ') && !/^(host|content-length):/.test(line));
    return { body, headers: Object.fromEntries(lines.map((line) => line.split(': '))) };
  });

let next = Number(from);
let sent = 0;
let bad = 0;
let example = '';
let bytes = 0;

function nextRequest(request) {
  const { headers, body } = requests[next++ % requests.length];
  sent += 1;
  const fresh = `fresh-key-${run}${String(sent).padStart(10, '0')}`;
  return { ...request, headers, body: body.replace(/fresh-key-\d+/, fresh) };
}

function onResponse(status, body) {
  bytes += body.length;
  if (status === 200 && !/"data":null|"replayed":true|"errors":\[\{/.test(body)) return;
  bad += 1;
  example = body.slice(0, 300);
}

const result = await autocannon({
  url,
  connections: Number(connections),
  duration: Number(seconds),
  method: 'POST',
  timeout: 30,
  requests: [{ method: 'POST', setupRequest: nextRequest, onResponse }],
});
process.stdout.write(
  JSON.stringify({
    answers: result['2xx'] + result.non2xx,
    bytes,
    microseconds: result.duration * 1e6,
    p50: result.latency.p50 * 1e3,
    p99: result.latency.p99 * 1e3,
    bad: bad + result.errors + result.timeouts,
    example,
  }),
);
