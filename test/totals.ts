import type { Reporter, TestModule } from 'vitest/node';

/** The run's totals on a line that any tool can read: `N passed, N failed, N skipped`. */
export class Totals implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const broken = modules.filter((module) => module.errors().length > 0).length;
    process.on('exit', () => {
      process.stdout.write(
        `\n${count('passed')} passed, ${count('failed') + broken} failed, ${count('skipped')} skipped\n`,
      );
    });
  }
}
