import type { PartnerKind } from '../partners/partners.rules.ts';
import type { RegionCode } from '../reference/regions.ts';
import type { RomeCode } from '../reference/rome.ts';

export interface PartnerSeed {
  name: string;
  kind: PartnerKind;
  /** The first is that of its seat. */
  regions: readonly RegionCode[];
  /** No key: a coordinator acts for it. */
  keyless?: boolean;
  /** Its agreement was ended, or the operator suspended it. */
  left?: 'AGREEMENT_ENDED' | 'SUSPENDED';
  /** Regions whose referrals it receives. */
  gatewayOf?: readonly RegionCode[];
  /** What an employer recruits. */
  romes?: readonly RomeCode[];
}

// Invented names, all of them: a demo must not say that a real clinic treats refugees, or that a real landlord refuses them.
export const landlordSeeds: readonly PartnerSeed[] = [
  { name: 'Foyer du Haut-Cantal', kind: 'SOCIAL_LANDLORD', regions: ['84'] },
  { name: 'Les Toits de la Jordanne', kind: 'SOCIAL_LANDLORD', regions: ['84'] },
  { name: 'Indivision Vidalenc', kind: 'PRIVATE_LANDLORD', regions: ['84'], keyless: true },
  { name: "Logis de l'Erdre", kind: 'SOCIAL_LANDLORD', regions: ['52'] },
  { name: 'Habitat Sillon et Estuaire', kind: 'SOCIAL_LANDLORD', regions: ['52'] },
  { name: 'SCI du Pont Rousselin', kind: 'PRIVATE_LANDLORD', regions: ['52'] },
  { name: 'Office des Quatre Moulins', kind: 'SOCIAL_LANDLORD', regions: ['44'] },
  { name: 'Toit champenois solidaire', kind: 'SOCIAL_LANDLORD', regions: ['44'] },
  { name: 'Mme Odile Ferrand', kind: 'PRIVATE_LANDLORD', regions: ['44'], keyless: true },
  { name: 'Habitat du Célé', kind: 'SOCIAL_LANDLORD', regions: ['76'] },
  { name: 'Causse Logement', kind: 'SOCIAL_LANDLORD', regions: ['76'] },
  { name: 'SCI Les Trois Tilleuls', kind: 'PRIVATE_LANDLORD', regions: ['76'], keyless: true },
  { name: 'Maisons du Val de Dronne', kind: 'SOCIAL_LANDLORD', regions: ['75'] },
  { name: 'Poitou Bas Loyers', kind: 'SOCIAL_LANDLORD', regions: ['75'] },
  { name: 'M. Bernard Guillot', kind: 'PRIVATE_LANDLORD', regions: ['75'], keyless: true },
  { name: 'Habitat Sologne et Beauce', kind: 'SOCIAL_LANDLORD', regions: ['24'] },
  { name: 'Loire Toits solidaires', kind: 'SOCIAL_LANDLORD', regions: ['24'] },
  { name: 'Résidences du Bord de Loire', kind: 'SOCIAL_LANDLORD', regions: ['24'], left: 'AGREEMENT_ENDED' },
];

export const employerSeeds: readonly PartnerSeed[] = [
  { name: 'Couverture Aubrac', kind: 'EMPLOYER', regions: ['84'], romes: ['F1610', 'F1703', 'F1604'] },
  {
    name: 'Cuisines de la Cère',
    kind: 'EMPLOYER',
    regions: ['84'],
    romes: ['G1602', 'G1605', 'G1803', 'H2101'],
  },
  {
    name: 'Aide à domicile du Carladès',
    kind: 'EMPLOYER',
    regions: ['84'],
    romes: ['K1304', 'K1302', 'K2204'],
  },
  {
    name: 'Chantier Les Mains vertes',
    kind: 'SIAE',
    regions: ['84'],
    romes: ['A1203', 'A1414', 'K2204'],
    keyless: true,
  },
  {
    name: 'Maraîchage des Marais clairs',
    kind: 'EMPLOYER',
    regions: ['52'],
    romes: ['A1414', 'N1103', 'H3302'],
  },
  {
    name: 'Nettoyage Grand Estuaire',
    kind: 'EMPLOYER',
    regions: ['52'],
    romes: ['K2204', 'G1501', 'H2913', 'H2902'],
  },
  { name: 'Passerelle Insertion Erdre', kind: 'SIAE', regions: ['52'], romes: ['F1606', 'F1703', 'N1105'] },
  {
    name: 'Hôtel des Trois Écluses',
    kind: 'EMPLOYER',
    regions: ['52'],
    romes: ['G1602', 'G1603', 'G1501', 'G1605'],
    keyless: true,
  },
  { name: 'Bonneterie des Bleuets', kind: 'EMPLOYER', regions: ['44'], romes: ['H2402', 'D1207', 'H3302'] },
  {
    name: 'Maçonnerie Lagneau',
    kind: 'EMPLOYER',
    regions: ['44'],
    romes: ['F1703', 'F1608', 'F1601'],
    keyless: true,
  },
  {
    name: 'Services à domicile de la Barse',
    kind: 'EMPLOYER',
    regions: ['44'],
    romes: ['K1302', 'K1304', 'K1305'],
  },
  {
    name: 'Régie de quartier des Alouettes',
    kind: 'SIAE',
    regions: ['44'],
    romes: ['K2204', 'A1203', 'I1203'],
  },
  { name: "Conserverie du Lot d'Or", kind: 'EMPLOYER', regions: ['76'], romes: ['H2102', 'H3302', 'H2101'] },
  {
    name: 'Menuiserie du Causse blanc',
    kind: 'EMPLOYER',
    regions: ['76'],
    romes: ['H2206', 'F1604', 'F1603'],
    keyless: true,
  },
  { name: 'Second Souffle réemploi', kind: 'SIAE', regions: ['76'], romes: ['N1105', 'K2204', 'G1603'] },
  {
    name: 'Laiterie des Trois Vallées',
    kind: 'EMPLOYER',
    regions: ['75'],
    romes: ['H2102', 'A1407', 'N4101'],
  },
  {
    name: 'Plâtrerie Deschamps et fils',
    kind: 'EMPLOYER',
    regions: ['75'],
    romes: ['F1601', 'F1606', 'F1602'],
  },
  {
    name: 'Aide et Présence en Sèvre',
    kind: 'EMPLOYER',
    regions: ['75'],
    romes: ['K1302', 'K1304', 'J1501'],
  },
  {
    name: 'Chantier école du Thouet',
    kind: 'SIAE',
    regions: ['75'],
    romes: ['K2204', 'G1602', 'A1416'],
    keyless: true,
  },
  {
    name: 'Abattoirs de la Haute Vézère',
    kind: 'EMPLOYER',
    regions: ['75'],
    romes: ['H2101', 'D1101'],
    left: 'AGREEMENT_ENDED',
  },
  {
    name: 'Transports Beauce Val',
    kind: 'EMPLOYER',
    regions: ['24'],
    romes: ['N4105', 'N1103', 'N1105', 'I1604'],
  },
  {
    name: 'Boulangerie Aux Deux Clochers',
    kind: 'EMPLOYER',
    regions: ['24'],
    romes: ['D1102', 'D1507', 'G1602'],
    keyless: true,
  },
  { name: 'Propreté des Mauves', kind: 'EMPLOYER', regions: ['24'], romes: ['K2204', 'G1501', 'K1304'] },
  { name: 'Intérim Val Express', kind: 'EMPLOYER', regions: ['24'], romes: ['N1105'], left: 'SUSPENDED' },
];

const healthSeeds: readonly PartnerSeed[] = [
  {
    name: 'Maison de santé de la Jordanne',
    kind: 'HEALTH_FACILITY',
    regions: ['84', '76'],
    gatewayOf: ['84', '76'],
  },
  { name: 'Association Les Mots reposés', kind: 'HEALTH_ASSOCIATION', regions: ['84', '76'] },
  { name: 'Centre de soins des Deux Rives', kind: 'HEALTH_FACILITY', regions: ['52'], gatewayOf: ['52'] },
  { name: 'Association Rivage intérieur', kind: 'HEALTH_ASSOCIATION', regions: ['52'] },
  { name: 'Espace santé des Trois Ponts', kind: 'HEALTH_FACILITY', regions: ['44'], gatewayOf: ['44'] },
  { name: 'Pôle de santé du Val clair', kind: 'HEALTH_FACILITY', regions: ['75'], gatewayOf: ['75'] },
  { name: 'Dr Hélène Maurel, psychiatre', kind: 'PRACTITIONER', regions: ['75'] },
  { name: 'Équipe mobile Sources calmes', kind: 'HEALTH_ASSOCIATION', regions: ['75'] },
  { name: 'Centre de soins de la Sauldre', kind: 'HEALTH_FACILITY', regions: ['24'], gatewayOf: ['24'] },
  { name: 'Cabinet de psychologie du Mail', kind: 'PRACTITIONER', regions: ['24'] },
];

const programmeSeeds: readonly PartnerSeed[] = [
  { name: 'Programme, Auvergne-Rhône-Alpes', kind: 'PROGRAMME', regions: ['84'] },
  { name: 'Programme, Pays de la Loire', kind: 'PROGRAMME', regions: ['52'] },
  { name: 'Programme, Grand Est', kind: 'PROGRAMME', regions: ['44'] },
  { name: 'Programme, Occitanie', kind: 'PROGRAMME', regions: ['76'] },
  { name: 'Programme, Nouvelle-Aquitaine', kind: 'PROGRAMME', regions: ['75'] },
  { name: 'Programme, Centre-Val de Loire', kind: 'PROGRAMME', regions: ['24'] },
  { name: 'Programme, pilotage national', kind: 'PROGRAMME', regions: ['84', '52', '44', '76', '75', '24'] },
  { name: 'Tableau de bord du programme', kind: 'INTERNAL_APP', regions: [] },
];

/** In the order of the file of keys. */
export const seeds: readonly PartnerSeed[] = [
  ...landlordSeeds,
  ...employerSeeds,
  ...healthSeeds,
  ...programmeSeeds,
];
