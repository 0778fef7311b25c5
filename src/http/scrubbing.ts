// graphql-js repeats in its messages what the caller sent, and proposes names that are close. Neither may go out: what
// a caller sends can be a person's, and an answer is copied into tickets and logs. The value stands in the middle and
// may hold any text, so messages are written anew from the parts that are the schema's.
const type = '"?[\\w![\\]]+"?';
const variableValue = /^Variable "(\$\w+)" got invalid value /;
const place = / at "([\w$.[\]]+)"; /g;

const reasons: readonly [RegExp, string][] = [
  [new RegExp(`; (Expected non-nullable type ${type} not to be null\\.)$`), '$1'],
  [new RegExp(`; (Expected type ${type} to be an object\\.)$`), '$1'],
  [new RegExp(`; (Field "\\w+" of required type ${type} was not provided\\.)$`), '$1'],
  [/; Field "[\s\S]*" is not defined by type "(\w+)"\.[\s\S]*$/, 'A field is not defined by type "$1".'],
  [/; Value "[\s\S]*" does not exist in "(\w+)" enum\.[\s\S]*$/, 'The value does not exist in "$1" enum.'],
  [/; (\w+|Enum "\w+") cannot represent [\s\S]*$/, '$1 cannot represent this value.'],
  [new RegExp(`; (Expected type ${type})\\.[\\s\\S]*$`), '$1.'],
];

const ofDocument: readonly [RegExp, string][] = [
  [/^Syntax Error[\s\S]*$/, 'Syntax Error: the document is not valid GraphQL.'],
  [/^(\w+|Enum "\w+") cannot represent [\s\S]*$/, '$1 cannot represent this value.'],
  [/^Value "[\s\S]*" does not exist in "(\w+)" enum\.[\s\S]*$/, 'The value does not exist in "$1" enum.'],
  [new RegExp(`^(Expected value of type ${type}), found [\\s\\S]*$`), '$1.'],
  [/^((?:Argument|Variable) "\$?\w+") has invalid value[\s\S]*$/, '$1 has an invalid value.'],
  [/^Unknown operation named [\s\S]*$/, 'The document has no operation of that name.'],
  [/\s*Did you mean[\s\S]*$/, ''],
];

/** The message without the caller's values and without suggestions. */
export function scrubbed(message: string): string {
  const variable = variableValue.exec(message)?.[1];
  if (variable) return aboutVariable(variable, message);
  return ofDocument.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), message);
}

function aboutVariable(variable: string, message: string): string {
  const where = [...message.matchAll(place)].at(-1)?.[1];
  const [pattern, sentence] = reasons.find(([known]) => known.test(message)) ?? [];
  const reason = pattern && sentence ? ` ${pattern.exec(message)?.[0].replace(pattern, sentence)}` : '';
  return `Variable "${variable}" has an invalid value${where ? ` at "${where}"` : ''}.${reason}`;
}
