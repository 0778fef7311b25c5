import type { Random } from './random.ts';

/** Where a family's names and languages come from; never stored. */
export interface Naming {
  male: readonly string[];
  female: readonly string[];
  family: readonly string[];
  /** ISO 639-3, the one spoken at home first. */
  languages: readonly string[];
  /** ISO 3166 alpha-2. */
  nationality: string;
}

const syrian: Naming = {
  male: [
    'Ahmad',
    'Khaled',
    'Omar',
    'Yasser',
    'Firas',
    'Bilal',
    'Anas',
    'Ziad',
    'Mahmoud',
    'Samer',
    'Tarek',
    'Wael',
  ],
  female: [
    'Rima',
    'Hala',
    'Nour',
    'Lina',
    'Rasha',
    'Amal',
    'Sahar',
    'Dima',
    'Maysoun',
    'Hanan',
    'Ghada',
    'Abir',
  ],
  family: [
    'Al-Hamwi',
    'Al-Masri',
    'Darwish',
    'Haddad',
    'Al-Khatib',
    'Sabbagh',
    'Qassem',
    'Al-Shami',
    'Nasser',
    'Barakat',
    'Hamdan',
    'Zeidan',
    'Al-Jassem',
    'Kanaan',
    'Mansour',
    'Al-Halabi',
  ],
  languages: ['apc'],
  nationality: 'SY',
};

const iraqi: Naming = {
  male: ['Ali', 'Haider', 'Mustafa', 'Saad', 'Laith', 'Ammar', 'Qusay', 'Muhannad'],
  female: ['Zainab', 'Shaimaa', 'Noor', 'Suhad', 'Israa', 'Ban', 'Hiba', 'Maha'],
  family: ['Al-Bayati', 'Al-Ani', 'Jabbar', 'Al-Obaidi', 'Hameed', 'Al-Tikriti', 'Abdulrazzaq', 'Salman'],
  languages: ['acm'],
  nationality: 'IQ',
};

const kurdish: Naming = {
  male: ['Azad', 'Rojhat', 'Serdar', 'Dilovan', 'Ciwan', 'Baran', 'Shiyar', 'Hogir'],
  female: ['Berivan', 'Avin', 'Rojin', 'Zîn', 'Nesrin', 'Dilan', 'Perwin', 'Gulistan'],
  family: ['Osso', 'Sheikho', 'Temo', 'Alo', 'Hesso', 'Bozan', 'Murad', 'Kobani'],
  languages: ['kmr', 'apc'],
  nationality: 'SY',
};

const assyrian: Naming = {
  male: ['Ashur', 'Sargon', 'Ninos', 'Yousif', 'Gewargis', 'Shamoun'],
  female: ['Shamiram', 'Nahrin', 'Mariam', 'Ninwa', 'Atour', 'Khanna'],
  family: ['Youkhana', 'Khoshaba', 'Benyamin', 'Sliwa', 'Warda', 'Odisho'],
  languages: ['aii', 'acm'],
  nationality: 'IQ',
};

const turkmen: Naming = {
  male: ['Orhan', 'Tahsin', 'Yashar', 'Aydin'],
  female: ['Gülten', 'Aysel', 'Nermin', 'Sevim'],
  family: ['Bayatli', 'Demirci', 'Salihi', 'Kerkuklu'],
  languages: ['tur', 'apc'],
  nationality: 'SY',
};

export const french: Naming = {
  male: ['Kevin', 'Mickaël', 'Cédric', 'Jonathan', 'Théo', 'Enzo', 'Lucas', 'Nathan'],
  female: ['Sandrine', 'Élodie', 'Jessica', 'Virginie', 'Léa', 'Chloé', 'Manon', 'Océane'],
  family: ['Bonnet', 'Lefort', 'Chabrier', 'Da Costa', 'Moreau', 'Perrin'],
  languages: ['fra'],
  nationality: 'FR',
};

/** Shares of 84 resettled families: Levantine Arabic 70 %, Iraqi 12 %, Kurmanji 12 %, Assyrian 4 %, Turkish 2 %. */
export function resettledNamings(random: Random): Naming[] {
  const shares: [Naming, number][] = [
    [syrian, 59],
    [iraqi, 10],
    [kurdish, 10],
    [assyrian, 3],
    [turkmen, 2],
  ];
  return random.shuffled(shares.flatMap(([naming, count]) => Array.from({ length: count }, () => naming)));
}
