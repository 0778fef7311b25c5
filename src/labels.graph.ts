import { isEnumType } from 'graphql';
import { builder } from './builder.ts';
import { isLabelled } from './labelled.ts';
import { labels } from './labels.ts';

interface LabelShape {
  enum: string;
  value: string;
  fr: string;
}

const Label = builder.objectRef<LabelShape>('Label').implement({
  description: 'The French label of one value of an enum of your schema.',
  fields: (t) => ({
    enum: t.exposeString('enum', { description: 'Name of the enum.' }),
    value: t.exposeString('value', { description: 'One of its values.' }),
    fr: t.exposeString('fr', { description: 'What to show to a French reader.' }),
  }),
});

builder.queryField('labels', (t) =>
  t.field({
    type: [Label],
    description: 'French labels for every enum value of your schema but orders: for screens and letters.',
    resolve: (_root, _args, _context, info) =>
      Object.values(info.schema.getTypeMap())
        .filter(isEnumType)
        .filter((type) => isLabelled(type.name))
        .flatMap((type) =>
          type.getValues().map((value) => ({
            enum: type.name,
            value: value.name,
            fr: labels[type.name]?.[value.name] ?? '',
          })),
        ),
  }),
);
