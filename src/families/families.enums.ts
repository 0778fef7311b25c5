import { builder } from '../builder.ts';
import * as rules from './families.rules.ts';

export const FamilyOrigin = builder.enumType('FamilyOrigin', {
  values: rules.origins,
  description: 'RESETTLED from a country of asylum, or FROM_FRANCE.',
});
export const Journey = builder.enumType('Journey', {
  values: rules.journeys,
  description: 'From before the plane to autonomy; CANCELLED ends it before arrival, EXITED after.',
});
export const ExitReason = builder.enumType('ExitReason', {
  values: rules.exitReasons,
  description: 'Why a family left the programme.',
});
export const PreferenceKind = builder.enumType('PreferenceKind', {
  values: rules.preferenceKinds,
  description: 'What a wish is about.',
});
export const PersonRole = builder.enumType('PersonRole', {
  values: rules.personRoles,
  description: 'Place in the family.',
});
export const Sex = builder.enumType('Sex', { values: rules.sexes, description: 'As in the civil status.' });
export const AgeBand = builder.enumType('AgeBand', {
  values: rules.ageBands,
  description: 'Completed years, today.',
});
export const FrenchLevel = builder.enumType('FrenchLevel', {
  values: rules.frenchLevels,
  description: 'Ascending: ALPHA cannot read in any language, A0 none, then the European scale.',
});
export const Mobility = builder.enumType('Mobility', {
  values: rules.mobilities,
  description: 'How a person gets to work.',
});
export const DepartureReason = builder.enumType('DepartureReason', {
  values: rules.departureReasons,
  description: 'Why a person left the family.',
});
export const ConsentPurpose = builder.enumType('ConsentPurpose', {
  values: rules.consentPurposes,
  description: 'What a consent allows to be shown.',
});
export const ConsentForm = builder.enumType('ConsentForm', {
  values: rules.consentForms,
  description: 'Signed, or given orally through an interpreter.',
});
export const ArrivalStatus = builder.enumType('ArrivalStatus', {
  values: rules.arrivalStatuses,
  description: 'Where an arrival stands.',
});
