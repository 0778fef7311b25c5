/** By enum, then by value: what to show to a French reader. */
export type LabelCatalogue = Readonly<Record<string, Readonly<Record<string, string>>>>;
