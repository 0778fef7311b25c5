/** A person of the family today, of 18 years or more, by the columns of `persons` as `p`. */
export const isMember = '(p.departed_on is null or p.departed_on > access.today())';
export const isMinor = `p.age_band in ('AGE_0_TO_5', 'AGE_6_TO_15', 'AGE_16_TO_17')`;
export const isAdult = `not (${isMinor}) and ${isMember}`;

/** An employment that counts as a job, by the columns of `employments` as `e`: an immersion (PMSMP) is none. */
export const isJob = `e.contract <> 'PMSMP' and e.end_reason is distinct from 'DID_NOT_START' and e.starts_on <= access.today()`;
export const isCurrentJob = `${isJob} and (e.ends_on is null or e.ends_on >= access.today())`;

/** A family that is here, by the columns of `families` as `f`. */
export const isHere = `f.region_code is not null and f.journey in ('ARRIVED', 'INSTALLED', 'ACCOMPANIED', 'AUTONOMOUS')`;
