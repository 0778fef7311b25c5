import { fileURLToPath } from 'node:url';
import { databaseRole } from '../../src/access/audiences.ts';
import { sealFor } from '../../src/access/seal.ts';
import { benchSecret } from '../database/cluster.ts';
import type { KeyHolder } from '../database/keys.ts';
import { type Documents, documents, type OperationName } from '../documents.ts';
import { flattened, postgraphileDocuments, postgraphileVariables } from '../postgraphileDocuments.ts';

/** One operation as one partner asks it. `variables` name rows by uuid: each target takes them in its own way. */
export interface Asked {
  holder: KeyHolder;
  variables: Readonly<Record<string, unknown>>;
}

export interface Target {
  name: string;
  about: string;
  /** The program and its arguments. */
  command: readonly [string, ...string[]];
  environment: Readonly<Record<string, string>>;
  documents: Documents;
  headers(holder: KeyHolder): Record<string, string>;
  variables(operation: OperationName, asked: Asked): unknown;
  /** Operations that it can't answer. */
  lacks?: readonly OperationName[];
  /** Its ids and cursors are sealed per partner. */
  seals: boolean;
  /** Brings its answers into the shape of ours. */
  reshape?: (operation: OperationName, data: never) => unknown;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const node24 = here('../node_modules/.bin/node');
const withKey = ({ key }: KeyHolder) => ({ authorization: `Bearer ${key}` });
const believed = ({ partnerId, keyId, audience }: KeyHolder) => ({
  'x-partner': partnerId,
  'x-key': keyId,
  'x-audience': audience,
});
const claimed = (holder: KeyHolder) => ({ ...believed(holder), 'x-role': databaseRole(holder.audience) });

/** The caller's own id of the row that the operation is about. */
function sealed(operation: OperationName, { holder, variables }: Asked): unknown {
  const type = operation === 'M1' ? 'CareReferral' : 'HousingOffer';
  const seal = (id: unknown) =>
    typeof id === 'string' ? sealFor(benchSecret, holder.partnerId).id(type, id) : undefined;
  const { input, id } = variables as { input?: Record<string, unknown>; id?: string };
  if (input) return { input: { ...input, id: seal(input.id) } };
  return id ? { ...variables, id: seal(id) } : variables;
}

const ours = (name: string, about: string, node: string): Target => ({
  name,
  about,
  command: [
    node,
    // As `npm start` does.
    '--max-semi-space-size=8',
    ...['--import', 'tsx/esm', '--import', here('../servers/liftLimits.ts')],
    here('../../src/main.ts'),
    '--no-jobs',
  ],
  environment: {},
  documents,
  headers: withKey,
  variables: sealed,
  seals: true,
});

const ceiling = (name: string, about: string, bare: boolean): Target => ({
  name,
  about,
  command: [node24, '--import', 'tsx/esm', here('../servers/ceiling.ts')],
  environment: bare ? { BARE: '1' } : {},
  documents,
  headers: bare ? believed : withKey,
  variables: bare ? (_operation, { variables }) => variables : sealed,
  seals: !bare,
});

const peer = (name: string, about: string, file: string, more: Partial<Target>): Target => ({
  name,
  about,
  command: [node24, here(`../servers/${file}`)],
  environment: {},
  documents,
  headers: claimed,
  variables: (_operation, { variables }) => variables,
  seals: false,
  ...more,
});

/** Every target; the first one's answers are what the others' are compared with. */
export const allTargets: readonly Target[] = [
  ours('ours', 'this server, Node 24', node24),
  ceiling('ceiling', 'node:http, one hand-written statement; authenticates and seals', false),
  ceiling('ceiling-bare', 'the same, believes headers and seals nothing', true),
  peer('postgraphile', 'PostGraphile 5, claims by pgSettings', 'postgraphile.mjs', {
    documents: postgraphileDocuments,
    variables: postgraphileVariables,
    reshape: flattened,
  }),
  peer('mercurius', 'Mercurius with JIT, hand-written batch loaders', 'mercurius.mjs', { lacks: ['Q5'] }),
  ours('ours-node20', 'this server, the Node that runs the benchmark', process.execPath),
];
