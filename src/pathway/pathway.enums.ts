import { builder } from '../builder.ts';
import { rightsStepCodes } from './pathway.rules.ts';

export const RightsDefinition = builder.enumType('RightsDefinition', {
  values: rightsStepCodes,
  description: 'A step of opening rights; `labels` has its French name.',
});
