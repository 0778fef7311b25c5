import { z } from 'zod';
import type { SealedType } from '../access/idPrefixes.ts';
import type { InputTypeRef, ValueRef } from '../builder.ts';

/** What one field of an input is: its GraphQL type, what it means, and what it must satisfy. Written once. */
export interface InputField<Value = unknown, Required extends boolean = boolean> {
  type: string | ValueRef<string> | InputTypeRef | [string | ValueRef<string> | InputTypeRef];
  about: string;
  required: Required;
  /** Whether null may clear it; a field that a creation requires can be changed, never cleared. */
  clearable: boolean;
  schema: z.ZodType<Value>;
  /** A sealed id of this type, opened to the row's uuid before `schema` sees it; of one of several types: with its type. */
  opens?: SealedType | readonly SealedType[];
  /** For nested inputs: the fields of each item. */
  items?: InputFields;
}

/** An id that may be of several types, opened. */
export interface OpenedId {
  type: SealedType;
  uuid: string;
}

export type InputFields = Record<string, InputField>;

type ValueOf<Field> = Field extends InputField<infer Value, boolean> ? Value : never;

/** The checked value of an input: optional fields may be null (clear it) or absent (leave it). */
export type InputOf<Fields extends InputFields> = {
  [Name in keyof Fields as Fields[Name]['required'] extends true ? Name : never]: ValueOf<Fields[Name]>;
} & {
  [Name in keyof Fields as Fields[Name]['required'] extends true ? never : Name]?: ValueOf<
    Fields[Name]
  > | null;
};

const make = <Value>(
  type: InputField['type'],
  about: string,
  schema: z.ZodType<Value>,
): InputField<Value, true> => ({
  type,
  about,
  schema,
  required: true,
  clearable: false,
});

/** Line breaks and tabs are text; other control characters are not, and would forge log lines. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const printable = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/;

export const input = {
  text: (about: string, maximum: number) =>
    make(
      'String',
      `${about} At most ${maximum} characters.`,
      z.string().trim().min(1).max(maximum).regex(printable),
    ),
  matching: (about: string, pattern: RegExp) => make('String', about, z.string().regex(pattern)),
  checked: (about: string, isRight: (text: string) => boolean) =>
    make(
      'String',
      about,
      z
        .string()
        .max(100)
        .refine(isRight, { params: { code: 'INVALID_FORMAT' } }),
    ),
  integer: (about: string, minimum: number, maximum: number) =>
    make('Int', `${about} ${minimum} to ${maximum}.`, z.number().int().min(minimum).max(maximum)),
  cents: (about: string, maximum = 10_000_000, minimum = 0) =>
    make(
      'Int',
      `${about} In euro cents, ${minimum} to ${maximum}.`,
      z.number().int().min(minimum).max(maximum),
    ),
  flag: (about: string) => make('Boolean', about, z.boolean()),
  day: (about: string) => make('Date', about, z.string()),
  moment: (about: string) => make('DateTime', about, z.date()),
  oneOf: <Value extends string>(ref: ValueRef<Value>, about: string) =>
    make<Value>(ref as ValueRef<string>, about, z.custom<Value>()),
  severalOf: <Value extends string>(ref: ValueRef<Value>, about: string, maximum: number) =>
    make<Value[]>(
      [ref as ValueRef<string>],
      `${about} At most ${maximum}.`,
      z.array(z.custom<Value>()).min(1).max(maximum),
    ),
  codes: (about: string, pattern: RegExp, maximum: number) =>
    make<string[]>(
      ['String'],
      `${about} At most ${maximum}.`,
      z.array(z.string().regex(pattern)).max(maximum),
    ),
  id: (opens: SealedType, about: string) => ({ ...make('ID', about, z.string()), opens }),
  idOfAny: (opens: readonly SealedType[], about: string) => ({
    ...make('ID', about, z.custom<OpenedId>()),
    opens,
  }),
  ids: (opens: SealedType, about: string, maximum: number) => ({
    ...make<string[]>(['ID'], `${about} 1 to ${maximum}.`, z.array(z.string()).min(1).max(maximum)),
    opens,
  }),
  list: <Fields extends InputFields>(ref: InputTypeRef, items: Fields, about: string, maximum: number) => ({
    ...make<InputOf<Fields>[]>(
      [ref],
      `${about} At most ${maximum}.`,
      z.array(z.custom<InputOf<Fields>>()).max(maximum),
    ),
    items,
  }),
};

/** The same field, absent or null allowed. */
export const optional = <Value>(field: InputField<Value, true>): InputField<Value, false> => ({
  ...field,
  required: false,
  clearable: true,
});

type Optional<Fields extends InputFields> = {
  [Name in keyof Fields]: InputField<ValueOf<Fields[Name]>, false>;
};

/** Every field optional: the input of an update. */
export const partial = <Fields extends InputFields>(fields: Fields): Optional<Fields> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, { ...field, required: false }]),
  ) as Optional<Fields>;

/** Of every creating or transition input. */
export const idempotent = {
  idempotencyKey: make(
    'String',
    'Yours to choose, 16 to 255 characters, one per act: the same key and input give the first result again. Kept 72 hours.',
    z.string().min(16).max(255).regex(printable),
  ),
};

/** Of every update or transition input. */
export const versioned = {
  expectedVersion: make(
    'Int',
    'The `version` that you read; a stale one is refused with the current version.',
    z.number().int(),
  ),
};
