import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, Partner, Reply } from '../partner.ts';

/** One act as it was sent: sent again, it is the same. */
export interface SentAct {
  mutation: string;
  input: { idempotencyKey: string } & Record<string, unknown>;
}

/** What a client wants to do next, by what it reads; null: nothing just now. */
export type Choose = (
  read: (query: string) => Promise<Reply>,
) => Promise<(Pick<SentAct, 'mutation'> & { input: object }) | null>;

const retryLater = [
  'IDEMPOTENCY_IN_PROGRESS',
  'UNAVAILABLE',
  'TIMEOUT',
  'RATE_LIMITED',
  'OVERLOADED',
  'TOO_MANY_REQUESTS',
];

/** The server died under the request; any other failure is the test's. */
function whenCut(error: unknown): undefined {
  if (error instanceof TypeError) return undefined;
  if (error instanceof Error && retryLater.some((code) => error.message.includes(code))) return undefined;
  throw error;
}

/** A partner's system: it acts with idempotency keys, remembers what was answered, and repeats what was not. */
export class Client {
  /** Sent, and no answer has come yet. */
  unanswered: SentAct | null = null;
  readonly succeeded: SentAct[] = [];
  refused = 0;
  /** Acts whose first answer was lost: done before the crash, or not. */
  repeatedAfterDone = 0;
  repeatedAnew = 0;

  constructor(
    /** The partner at the server as it was last started. */
    public partner: Partner,
    private readonly choose: Choose,
  ) {}

  /** Acts until `ended` or until the server answers no more. */
  async work(ended: () => boolean): Promise<void> {
    while (!ended()) {
      const chosen = await this.choose((query) => this.partner.read(query)).catch(whenCut);
      if (chosen === undefined) return;
      if (chosen === null) {
        await pause(5);
        continue;
      }
      this.unanswered = { ...chosen, input: { ...chosen.input, idempotencyKey: randomUUID() } };
      if (!(await this.send(this.unanswered))) return;
    }
  }

  /** Sends what had no answer until it has one. */
  async repeat(): Promise<void> {
    const act = this.unanswered;
    if (!act) return;
    const before = this.succeeded.length;
    while (this.unanswered) {
      if (!(await this.send(act, true))) await pause(50);
    }
    if (this.succeeded.length === before) this.repeatedAnew += 1;
  }

  /** Whether there was an answer. */
  private async send(act: SentAct, again = false): Promise<boolean> {
    const answer = await this.ask(act).catch(whenCut);
    const payload = answer?.data?.[act.mutation];
    if (!payload) {
      const [error] = answer?.errors ?? [];
      if (error && !retryLater.includes(error.extensions?.code ?? '')) throw new Error(answer?.text);
      return false;
    }
    const codes: string[] = payload.errors.map(({ code }: { code: string }) => code);
    if (codes.includes('IDEMPOTENCY_IN_PROGRESS')) return false;
    if (codes.length > 0) this.refused += 1;
    else {
      this.succeeded.push(act);
      if (again && payload.replayed) this.repeatedAfterDone += 1;
      else if (again) this.repeatedAnew += 1;
    }
    this.unanswered = null;
    return true;
  }

  private ask({ mutation, input }: SentAct): Promise<Answer> {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    return this.partner.ask(
      `mutation Act($input: ${type}!) { ${mutation}(input: $input) { errors { code } replayed } }`,
      { input },
    );
  }
}

export const keyHash = ({ input }: SentAct): string =>
  createHash('sha256').update(input.idempotencyKey).digest('hex');
