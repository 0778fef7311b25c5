import type { z } from 'zod';
import type { OperationContext } from '../context.ts';
import { ActError, InputRefused, type MutationErrorCode } from '../errors.ts';
import type { InputField, InputFields, InputOf } from './inputFields.ts';

type Issue = z.core.$ZodIssue;

function codeOf(issue: Issue): MutationErrorCode {
  if (issue.code === 'custom' && issue.params?.code === 'INVALID_FORMAT') return 'INVALID_FORMAT';
  if (issue.code === 'too_big') return issue.origin === 'string' ? 'TOO_LONG' : 'OUT_OF_RANGE';
  if (issue.code === 'too_small') return issue.origin === 'string' ? 'REQUIRED' : 'OUT_OF_RANGE';
  return 'INVALID_FORMAT';
}

/** States the bound, never the value: an answer must not echo what may be a person's. */
function messageOf(issue: Issue): string | undefined {
  if (issue.code === 'too_big') return `At most ${issue.maximum}.`;
  if (issue.code === 'too_small') return `At least ${issue.minimum}.`;
  return undefined;
}

function refusal(issue: Issue, path: readonly string[]): ActError {
  const inside = issue.path.map(String);
  return new ActError(codeOf(issue), [...path, ...inside], messageOf(issue));
}

function opened(
  field: InputField,
  value: unknown,
  path: readonly string[],
  context: OperationContext,
  refusals: ActError[],
) {
  const type = field.opens;
  if (!type) return value;
  const types = typeof type === 'string' ? [type] : type;
  const open = (sealed: unknown, where: readonly string[]) => {
    for (const one of types) {
      const uuid = context.seal.openId(one, String(sealed));
      if (uuid) return typeof type === 'string' ? uuid : { type: one, uuid };
    }
    refusals.push(new ActError('NOT_FOUND', where));
    return '';
  };
  return Array.isArray(value)
    ? value.map((item, index) => open(item, [...path, String(index)]))
    : open(value, path);
}

function checkFields(
  fields: InputFields,
  given: Readonly<Record<string, unknown>>,
  path: readonly string[],
  context: OperationContext,
  refusals: ActError[],
): Record<string, unknown> {
  const checked: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = given[name];
    const where = [...path, name];
    if (value === undefined || value === null) {
      if (value === null && field.clearable) checked[name] = null;
      else if (value === null) refusals.push(new ActError('REQUIRED', where));
      continue;
    }
    const result = field.schema.safeParse(value);
    if (!result.success) refusals.push(...result.error.issues.map((issue) => refusal(issue, where)));
    else if (field.items && Array.isArray(value)) {
      const items = field.items;
      checked[name] = value.map((item, index) =>
        checkFields(items, item, [...where, String(index)], context, refusals),
      );
    } else checked[name] = opened(field, result.data, where, context, refusals);
  }
  return checked;
}

/** The input with its ids opened and its bounds checked; throws every refusal at once. */
export function checkInput<Fields extends InputFields>(
  fields: Fields,
  given: Readonly<Record<string, unknown>>,
  context: OperationContext,
): InputOf<Fields> {
  const refusals: ActError[] = [];
  const checked = checkFields(fields, given, ['input'], context, refusals);
  if (refusals.length > 0) throw new InputRefused(refusals);
  return checked as InputOf<Fields>;
}
