/** How many attacks of a file were tried and stopped: each is one that would be one request or statement of an attacker's. */
export class Attacks {
  #tried = 0;
  #stopped = 0;

  constructor(private readonly suite: string) {}

  /** Counts one; `stopped` is what the test then expects to be true. */
  count(stopped: boolean): boolean {
    this.#tried += 1;
    if (stopped) this.#stopped += 1;
    return stopped;
  }

  print(): void {
    process.stdout.write(`${this.suite}: ${this.#tried} attacks tried, ${this.#stopped} stopped\n`);
  }
}
