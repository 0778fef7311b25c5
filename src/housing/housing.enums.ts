import { builder } from '../builder.ts';
import * as values from './housing.values.ts';

export const HousingTypology = builder.enumType('HousingTypology', {
  values: values.typologies,
  description: 'French count of main rooms: T3 is a living room and two bedrooms.',
});
export const HomeKind = builder.enumType('HomeKind', {
  values: values.homeKinds,
  description: 'The kind of home.',
});
export const EnergyClass = builder.enumType('EnergyClass', {
  values: values.energyClasses,
  description: 'Diagnostic de performance énergétique, A (best) to G.',
});
export const LeaseForm = builder.enumType('LeaseForm', {
  values: values.leaseForms,
  description:
    'DIRECT: in the family’s name. SLIDING: bail glissant. SUBLEASE: sous-location. MANDATE: mandat de gestion.',
});
export const Guarantee = builder.enumType('Guarantee', {
  values: values.guarantees,
  description: 'Who stands for the rent: Visale, the FSL of the département, the programme, or nobody.',
});
export const HousingOfferStatus = builder.enumType('HousingOfferStatus', {
  values: values.housingOfferStatuses,
  description:
    'RESERVED, LET and CLOSED follow from proposals and tenancies; the rest is the landlord’s to say.',
});
export const HousingProposalStatus = builder.enumType('HousingProposalStatus', {
  values: values.housingProposalStatuses,
  description: 'Where a proposal stands.',
});
export const ProposalDecliner = builder.enumType('ProposalDecliner', {
  values: values.proposalDecliners,
  description: 'Who ended a proposal.',
});
export const LandlordDeclineReason = builder.enumType('LandlordDeclineReason', {
  values: values.landlordDeclineReasons,
  description: 'Why a landlord declines. Origin, nationality and the date of a permit are no reasons.',
});
export const FamilyDeclineReason = builder.enumType('FamilyDeclineReason', {
  values: values.familyDeclineReasons,
  description: 'Why a family declines; landlords never read it.',
});
export const WithdrawalReason = builder.enumType('WithdrawalReason', {
  values: values.withdrawalReasons,
  description: 'Why the programme withdrew; partners never read it.',
});
export const TenancyStatus = builder.enumType('TenancyStatus', {
  values: values.tenancyStatuses,
  description: 'PLANNED until its first day, then ACTIVE.',
});
export const TenancyLeaseholder = builder.enumType('TenancyLeaseholder', {
  values: values.leaseholderKinds,
  description: 'Who holds the lease.',
});
export const TenancyEndReason = builder.enumType('TenancyEndReason', {
  values: values.tenancyEndReasons,
  description: 'Why a tenancy ended.',
});
