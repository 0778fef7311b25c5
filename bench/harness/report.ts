import type { Counted, Run } from './run.ts';

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = low] =
    sorted.length % 2 ? [sorted[middle]] : [sorted[middle - 1], sorted[middle]];
  return (low + high) / 2;
}

const unique = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];
const whole = (value: number) => Math.round(value).toLocaleString('en');

/** Medians of the ratios to `base` within each round: what else the machine did meets both alike. */
function ratiosTo(base: string, runs: readonly Run[], of: readonly Run[]): number[] {
  return of.flatMap((run) => {
    const other = runs.find((one) => one.target === base && one.round === run.round);
    return other ? [run.perSecond / other.perSecond] : [];
  });
}

function ratio(base: string, runs: readonly Run[], of: readonly Run[]): string {
  const ratios = ratiosTo(base, runs, of);
  if (ratios.length === 0) return '–';
  return `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`;
}

/** The tables that a person reads: one for each number of connections. */
export function report(records: readonly (Run | Counted)[]): string {
  const runs = records.filter((record) => record.kind === 'run');
  const counts = records.filter((record) => record.kind === 'statements');
  const tables = unique(runs.map(({ connections }) => connections)).map((connections) => {
    const here = runs.filter((run) => run.connections === connections);
    return [`\n### ${connections} connection${connections === 1 ? '' : 's'}\n`, ...table(here, counts)].join(
      '\n',
    );
  });
  return `${[...tables, '', ...remarks(runs)].join('\n')}\n`;
}

function table(runs: readonly Run[], counts: readonly Counted[]): string[] {
  const head =
    '| op | target | op/s | ÷ ceiling (range) | ÷ postgraphile (range) | p50 ms | p99 ms | server µs/op | PostgreSQL µs/op | statements (data) | SQL ms | bytes | peak MB |';
  const lines = unique(runs.map(({ operation }) => operation)).flatMap((operation) => {
    const same = runs.filter((run) => run.operation === operation);
    return unique(same.map(({ target }) => target)).map((target) => {
      const of = same.filter((run) => run.target === target);
      const middle = (pick: (run: Run) => number) => median(of.map(pick));
      const counted = counts.findLast((count) => count.operation === operation && count.target === target);
      const cells = [
        operation,
        target,
        whole(middle((run) => run.perSecond)),
        ratio('ceiling', same, of),
        ratio('postgraphile', same, of),
        (middle((run) => run.p50) / 1000).toFixed(2),
        (middle((run) => run.p99) / 1000).toFixed(2),
        whole(middle((run) => run.serverMicroseconds)),
        whole(middle((run) => run.postgresMicroseconds)),
        counted ? `${counted.statements.toFixed(1)} (${counted.dataStatements.toFixed(1)})` : '',
        counted ? counted.milliseconds.toFixed(2) : '',
        counted ? whole(counted.bytes) : '',
        whole(Math.max(...of.map((run) => run.peakMegabytes))),
      ];
      return `| ${cells.join(' | ')} |`;
    });
  });
  return [head, `|---|---|${'--:|'.repeat(11)}`, ...lines];
}

function remarks(runs: readonly Run[]): string[] {
  const bad = runs.filter((run) => run.bad > 0);
  const foreign = runs.map((run) => run.foreignCores);
  const named = unique(
    bad.map(
      (run) =>
        `${run.target} ${run.operation} at ${run.connections}: ${run.bad} of ${run.answers} ${run.example}`,
    ),
  );
  return [
    `${runs.length} runs; bad: ${bad.length}${named.length > 0 ? `\n  ${named.join('\n  ')}` : ''}`,
    `Foreign load, cores: median ${median(foreign).toFixed(2)}, most ${Math.max(0, ...foreign).toFixed(2)}. Above 0.2 trust the CPU columns and the ratios, not op/s.`,
  ];
}

/** What is said of a run as soon as it is over. */
export function lineOf(one: Run): string {
  const cpu = `server ${whole(one.serverMicroseconds)} µs, PostgreSQL ${whole(one.postgresMicroseconds)} µs`;
  const bad = one.bad > 0 ? ` BAD ${one.bad} ${one.example}` : '';
  const where = `${one.operation} at ${one.connections}, round ${one.round}`;
  return `${where}: ${one.target.padEnd(12)} ${whole(one.perSecond)}/s, ${cpu}, ${whole(one.peakMegabytes)} MB, foreign ${one.foreignCores.toFixed(2)}${bad}`;
}
