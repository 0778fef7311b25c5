// `--import`: SIGUSR2 starts the CPU profiler, SIGUSR2 again writes PROFILE_FILE.
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';

let session;

process.on('SIGUSR2', () => {
  if (session === undefined) {
    session = new Session();
    session.connect();
    session.post('Profiler.enable');
    session.post('Profiler.setSamplingInterval', { interval: 500 });
    session.post('Profiler.start');
    return;
  }
  const stopped = session;
  session = undefined;
  stopped.post('Profiler.stop', (_error, { profile }) => {
    writeFileSync(process.env.PROFILE_FILE, JSON.stringify(profile));
    stopped.disconnect();
  });
});
