import { builder } from '../builder.ts';
import { partnerKinds } from './partners.rules.ts';

export const PartnerKind = builder.enumType('PartnerKind', {
  values: partnerKinds,
  description: 'The kind of organisation.',
});
