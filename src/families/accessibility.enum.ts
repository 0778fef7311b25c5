import { builder } from '../builder.ts';
import { accessibilities } from './families.rules.ts';

export const Accessibility = builder.enumType('Accessibility', {
  values: accessibilities,
  description: 'Ascending: NONE, VISITABLE by a wheelchair, ACCESSIBLE throughout, ADAPTED to a disability.',
});
