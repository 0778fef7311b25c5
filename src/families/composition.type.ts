import { builder } from '../builder.ts';

interface CompositionShape {
  adults: number;
  children0to5: number;
  children6to17: number;
}

export const Composition = builder.objectRef<CompositionShape>('Composition').implement({
  description: 'How many of which age; those who left the family are not counted.',
  fields: (t) => ({
    adults: t.exposeInt('adults', { description: 'From 18 years.' }),
    children0to5: t.exposeInt('children0to5', { description: 'Under 6 years.' }),
    children6to17: t.exposeInt('children6to17', { description: '6 to 17 years.' }),
  }),
});
