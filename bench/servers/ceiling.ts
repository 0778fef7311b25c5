import { hkdfSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Authenticator } from '../../src/access/authentication.ts';
import { BoundedMap } from '../../src/access/boundedMap.ts';
import { idPrefixes, type SealedType } from '../../src/access/idPrefixes.ts';
import { type Seal, sealFor } from '../../src/access/seal.ts';
import { connectApi } from '../../src/database/connections.ts';
import { type CeilingStatement, ceilingStatements } from './ceilingStatements.ts';
import { Pipeline } from './pipeline.ts';
import { AnswerSealer } from './sealAnswer.ts';

// node:http and one hand-written statement an operation; no GraphQL. BARE=1: believes the headers and neither seals nor opens.
const { PORT, POOL = '10', API_DATABASE_URL = '', SECRET_KEY = '', BARE } = process.env;
const secret = Buffer.from(SECRET_KEY, 'hex');
const pipeline = await Pipeline.open(API_DATABASE_URL, Number(POOL));
const authenticator = new Authenticator(connectApi(API_DATABASE_URL, { size: 2 }));

interface Caller {
  partnerId: string;
  keyId: string;
  audience: string;
  seal: Seal | null;
  sealer: AnswerSealer | null;
}

const typeOfPrefix = Object.fromEntries(
  Object.entries(idPrefixes).map(([type, prefix]) => [prefix, type as SealedType]),
);
const sealers = new BoundedMap<string, AnswerSealer>(1_000);

function sealerOf(partnerId: string): AnswerSealer {
  const known = sealers.get(partnerId);
  if (known) return known;
  const made = new AnswerSealer((prefix) => {
    const label = `reinstalles seal 1\0${partnerId}\0id ${typeOfPrefix[prefix]}`;
    return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), label, 32));
  });
  sealers.set(partnerId, made);
  return made;
}

async function callerOf({ headers }: IncomingMessage): Promise<Caller | null> {
  if (BARE) {
    const { 'x-partner': partnerId = '', 'x-key': keyId = '', 'x-audience': audience = '' } = headers;
    return {
      partnerId: `${partnerId}`,
      keyId: `${keyId}`,
      audience: `${audience}`,
      seal: null,
      sealer: null,
    };
  }
  const known = await authenticator.authenticate([headers.authorization ?? '']);
  return known && { ...known, seal: sealFor(secret, known.partnerId), sealer: sealerOf(known.partnerId) };
}

interface Asked {
  operationName: keyof typeof ceilingStatements;
  variables: Record<string, unknown>;
}

/** The id that a look-up or an act is about. */
function opened(variables: Record<string, unknown>, operationName: string, seal: Seal | null) {
  const type = operationName === 'M1' ? 'CareReferral' : 'HousingOffer';
  if (!seal) return variables;
  const open = (id: unknown) => (typeof id === 'string' ? seal.openId(type, id) : id);
  const { input } = variables as { input?: Record<string, unknown> };
  return input ? { input: { ...input, id: open(input.id) } } : { ...variables, id: open(variables.id) };
}

async function answer(request: IncomingMessage): Promise<string> {
  const [caller, body] = await Promise.all([callerOf(request), read(request)]);
  if (!caller) return '{"errors":[{"message":"unauthenticated"}]}';
  const { operationName, variables } = JSON.parse(body) as Asked;
  const statement: CeilingStatement = ceilingStatements[operationName];
  const given = opened(variables, operationName, caller.seal) as never;
  const claims = [statement.role, caller.partnerId, caller.keyId, statement.mutation] as const;
  const values = statement.values(given, caller);
  const row = await pipeline.row(statement.mutation === '', claims, statement.text, values);
  const text = String(row?.answer);
  const sealed = caller.sealer ? caller.sealer.seal(text) : text;
  if (!statement.binding) return `{"data":${sealed}}`;
  const place = row?.id ? JSON.stringify([row.at, row.id]) : null;
  const cursor = place && (caller.seal ? caller.seal.cursor(statement.binding(given), place) : place);
  return `{"data":${sealed}${JSON.stringify(cursor)}}}}}`;
}

function read(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (part) => {
      text += part;
    });
    request.on('end', () => resolve(text));
    request.on('error', reject);
  });
}

function send(response: ServerResponse, text: string): void {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  };
  response.writeHead(200, headers).end(text);
}

const server = createServer((request, response) => {
  answer(request).then(
    (text) => send(response, text),
    (error: Error) => send(response, JSON.stringify({ errors: [{ message: error.message }] })),
  );
});
server.listen(Number(PORT), '127.0.0.1');
