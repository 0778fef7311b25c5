/** Smallest cell that is published: fewer persons or fewer families are suppressed and marked. */
export const minimumPersons = 5;
export const minimumFamilies = 3;

export const placementMeasures = ['STAGE', 'WITH_ROOF', 'WITH_JOB', 'WITH_BOTH'] as const;
