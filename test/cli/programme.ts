import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { startEmbedded } from '../../src/database/embedded.ts';
import { runningPostmaster } from '../../src/database/postmaster.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a command did. */
export interface Done {
  code: number | null;
  out: string;
  err: string;
}

/** The programme as its operator has it: real processes on a data directory of their own. */
export class Programme {
  readonly #servers: RunningServer[] = [];

  private constructor(
    readonly folder: string,
    private readonly variables: NodeJS.ProcessEnv,
  ) {}

  static async create(variables: NodeJS.ProcessEnv = {}): Promise<Programme> {
    return new Programme(await temporaryFolder('reinstalles-cli-'), variables);
  }

  async run(...words: string[]): Promise<Done> {
    const child = this.#node('src/cli.ts', words);
    const [out, err] = await Promise.all([read(child.stdout), read(child.stderr), ended(child)]);
    return { code: child.exitCode, out, err };
  }

  /** What a command that must succeed answers with `--json`. */
  async does<Result = Readonly<Record<string, string>>>(...words: string[]): Promise<Result> {
    const { code, out, err } = await this.run(...words, '--json');
    if (code !== 0) throw new Error(`${words.join(' ')}: ${code} ${err}`);
    return JSON.parse(out) as Result;
  }

  /** Resolves once it listens; throws what it said where it ends instead. */
  async serve(...options: string[]): Promise<RunningServer> {
    return this.#listening(this.#node('src/main.ts', options));
  }

  /** The jobs alone; resolves once it does them. */
  async work(): Promise<RunningServer> {
    return this.#listening(this.#node('src/cli.ts', ['work']), /"msg":"working"/);
  }

  /** As whoever has just cloned it: what is returned is npm. */
  async start(): Promise<RunningServer> {
    return this.#listening(this.#spawn('npm', ['start']));
  }

  /** The PostgreSQL of the data directory, if it runs. */
  postmaster() {
    return runningPostmaster(join(this.folder, 'postgres'));
  }

  async remove(): Promise<void> {
    for (const server of this.#servers) await server.end('SIGKILL');
    if (await this.postmaster()) await (await startEmbedded(this.folder)).stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #listening(child: ChildProcess, sign = address): Promise<RunningServer> {
    const server = new RunningServer(child, sign);
    this.#servers.push(server);
    await server.listening;
    return server;
  }

  #node(program: string, words: readonly string[]): ChildProcess {
    return this.#spawn(process.execPath, ['--import', 'tsx/esm', program, ...words]);
  }

  #spawn(program: string, words: readonly string[]): ChildProcess {
    const { PATH, HOME } = process.env;
    return spawn(program, words, {
      cwd: root,
      env: { PATH, HOME, NODE_ENV: 'production', PORT: '0', DATA_DIR: this.folder, ...this.variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
}

/** What the server told a partner. */
export interface Told<Data> {
  status: number;
  data: Data;
  errors: { extensions: { code: string } }[];
}

const address = /"url":"([^"]+)"/;

export class RunningServer {
  out = '';
  err = '';
  /** Where it answers. */
  url = '';
  readonly listening: Promise<void>;

  constructor(
    readonly child: ChildProcess,
    sign: RegExp,
  ) {
    child.stderr?.on('data', (chunk) => {
      this.err += String(chunk);
    });
    this.listening = new Promise((resolve, reject) => {
      child.stdout?.on('data', (chunk) => {
        this.out += String(chunk);
        this.url = address.exec(this.out)?.[1] ?? '';
        if (sign.test(this.out)) resolve();
      });
      child.once('close', () => reject(new Error(this.err)));
    });
  }

  get(path: string): Promise<Response> {
    return fetch(`${this.url}${path}`);
  }

  /** The answer of `POST /graphql` with this key. */
  async ask<Data = unknown>(key: string, query: string, variables: object = {}): Promise<Told<Data>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors = [] } = (await response.json()) as Partial<Told<Data>>;
    return { status: response.status, data: data as Data, errors };
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    await ended(this.child);
    return this.child.exitCode;
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

const read = async (stream: ChildProcess['stdout']) => (stream ? text(stream) : '');
