import { resolve } from 'node:path';
import { z } from 'zod';

/** What whoever starts the programme must put right. Its message is for them: print it alone, without a stack. */
export class SetUpError extends Error {
  override readonly name = 'SetUpError';
}

export type Settings = z.output<typeof environment>;

const wholeNumber = (sentence: string) =>
  z
    .string()
    .regex(/^\d{1,5}$/, sentence)
    .transform(Number)
    .refine((port) => port <= 65_535, sentence);

const postgresUrl = (variable: string) =>
  z.url({
    protocol: /^postgres(ql)?$/,
    error: `${variable} must be an address such as postgres://user:password@host/database.`,
  });

const thirtyTwoBytes = z.string().transform((text, context) => {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return Buffer.from(text, 'base64');
  context.addIssue('SECRET_KEY must be 32 bytes, written as 64 hexadecimal digits or in base64.');
  return z.NEVER;
});

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

// Each sentence names its variable and never repeats the value, which may hold a password.
const environment = z
  .object({
    PORT: wholeNumber('PORT must be a whole number from 0 to 65535.').default(4000),
    HOST: z.string().default('127.0.0.1'),
    DATABASE_URL: postgresUrl('DATABASE_URL').optional(),
    API_DATABASE_URL: postgresUrl('API_DATABASE_URL').optional(),
    DATA_DIR: z.string().default('.data'),
    SECRET_KEY: thirtyTwoBytes.optional(),
    METRICS_PORT: wholeNumber('METRICS_PORT must be a whole number from 0 to 65535.').optional(),
    LOG_LEVEL: z.enum(logLevels, `LOG_LEVEL must be one of ${logLevels.join(', ')}.`).default('info'),
  })
  .transform((given) => ({
    port: given.PORT,
    host: given.HOST,
    /** The administrator's address; without it the embedded PostgreSQL is used. */
    databaseUrl: given.DATABASE_URL,
    apiDatabaseUrl: given.API_DATABASE_URL,
    /** Absolute. */
    dataDirectory: resolve(given.DATA_DIR),
    secretKey: given.SECRET_KEY,
    /** Without it there is no metrics listener. */
    metricsPort: given.METRICS_PORT,
    logLevel: given.LOG_LEVEL,
  }));

/** Throws a `SetUpError` with one sentence for each variable that is wrong. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = environment.safeParse(given);
  if (read.success) return read.data;
  throw new SetUpError(read.error.issues.map((issue) => issue.message).join('\n'));
}
