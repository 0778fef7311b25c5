import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { z } from 'zod';

const refused = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

/** Nobody of the programme was born before, no lease ends after; PostgreSQL and RFC 3339 agree on every day between. */
const isPlausible = (text: string) => text >= '1900' && text < '2101';

const day = z.iso.date().refine(isPlausible);
const moment = z.iso.datetime({ offset: true }).refine(isPlausible);

function parsed<Value>(
  schema: z.ZodType<string>,
  value: unknown,
  message: string,
  make: (text: string) => Value,
): Value {
  const checked = schema.safeParse(value);
  if (!checked.success) throw refused(message);
  return make(checked.data);
}

const dateMessage = 'A Date is yyyy-mm-dd, from 1900 to 2100.';
const dateTimeMessage =
  'A DateTime is RFC 3339 with an offset, such as 2017-03-01T09:00:00+01:00, from 1900 to 2100.';

/** A day in Europe/Paris. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A day, Europe/Paris: `yyyy-mm-dd`. The end of a period is its last day in force.',
  serialize: String,
  parseValue: (value) => parsed(day, value, dateMessage, String),
  parseLiteral: (node) =>
    parsed(day, node.kind === Kind.STRING ? node.value : undefined, dateMessage, String),
});

/** An instant: UTC out, an offset is compulsory in. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant, RFC 3339 to the millisecond: UTC in answers; in inputs the offset is compulsory.',
  serialize: (value) => (value instanceof Date ? value : new Date(String(value))).toISOString(),
  parseValue: (value) => parsed(moment, value, dateTimeMessage, (text) => new Date(text)),
  parseLiteral: (node) =>
    parsed(
      moment,
      node.kind === Kind.STRING ? node.value : undefined,
      dateTimeMessage,
      (text) => new Date(text),
    ),
});
