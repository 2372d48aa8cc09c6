/** An office. In the phone templates, each # becomes a digit. */
export interface Place {
  readonly city: string;
  readonly state: string;
  readonly country: string;
  readonly postalCode: string;
  readonly street: string;
  /**
   * Only ranges that the country keeps for fiction (NANPA 555-01xx, Ofcom, ARCEP, Bundesnetzagentur, ACMA), so
   * that no example ever rings anywhere; elsewhere nobody has a number.
   */
  readonly telephone: string | undefined;
  readonly mobile: string | undefined;
}

export const PLACES = {
  seattle: place("Seattle", "Washington", "US", "98101", "Alder Court", "+1 206 555 01##", "+1 206 555 01##"),
  boston: place(
    "Boston",
    "Massachusetts",
    "US",
    "02110",
    "Granary Wharf",
    "+1 617 555 01##",
    "+1 617 555 01##",
  ),
  montreal: place(
    "Montréal",
    "Québec",
    "CA",
    "H3B 1A1",
    "rue des Érables",
    "+1 514 555 01##",
    "+1 514 555 01##",
  ),
  london: place(
    "London",
    "Greater London",
    "GB",
    "EC1A 1BB",
    "Tallow Lane",
    "+44 20 7946 0###",
    "+44 7700 900###",
  ),
  paris: place(
    "Paris",
    "Île-de-France",
    "FR",
    "75002",
    "rue de l'Étoile-Neuve",
    "+33 1 99 00 ## ##",
    "+33 6 39 98 ## ##",
  ),
  berlin: place(
    "Berlin",
    "Berlin",
    "DE",
    "10115",
    "Lindenhöfer Straße",
    "+49 30 23125 ###",
    "+49 171 39200 ##",
  ),
  sydney: place("Sydney", "New South Wales", "AU", "2000", "Wattle Terrace", "+61 2 5550 ####", undefined),
  dublin: place("Dublin", "Leinster", "IE", "D02 X285", "Harrier's Quay", undefined, undefined),
  madrid: place(
    "Madrid",
    "Comunidad de Madrid",
    "ES",
    "28013",
    "Calle del Almendro Alto",
    undefined,
    undefined,
  ),
  warsaw: place("Warszawa", "Mazowieckie", "PL", "00-001", "ulica Źródlana", undefined, undefined),
  athens: place("Athína", "Attikí", "GR", "105 57", "Odós Elaiónas", undefined, undefined),
  sofia: place("Sofia", "Sofia-grad", "BG", "1000", "ulitsa Lipova Alea", undefined, undefined),
  shanghai: place("Shanghai", "Shanghai", "CN", "200001", "Liǔyīn Lù", undefined, undefined),
  tokyo: place("Tokyo", "Tokyo", "JP", "100-0001", "Sakuragi-dōri", undefined, undefined),
  dubai: place("Dubai", "Dubai", "AE", "", "Al Nakheel Walk", undefined, undefined),
} as const satisfies Record<string, Place>;

function place(
  city: string,
  state: string,
  country: string,
  postalCode: string,
  street: string,
  telephone: string | undefined,
  mobile: string | undefined,
): Place {
  return { city, state, country, postalCode, street, telephone, mobile };
}
