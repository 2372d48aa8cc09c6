import { PLACES, type Place } from "./places.ts";

/**
 * Names are put together, never taken from anyone: a common given name, and a surname of a head and a tail.
 * A part is written as people write it and, after a bar, in ASCII where dropping the accents does not do.
 */
export interface Culture {
  readonly given: readonly string[];
  readonly heads: readonly string[];
  readonly tails: readonly string[];
  /** "surname-first" names are written in one, as in 王小明. */
  readonly order: "given-first" | "surname-first";
  readonly homes: readonly [Place, ...Place[]];
}

export interface PersonName {
  readonly givenName: string;
  readonly surname: string;
  readonly displayName: string;
  /** ASCII, unique in the company. */
  readonly account: string;
}

const words = (text: string) => text.trim().split(/\s+/);

export const ENGLISH: Culture = {
  given:
    words(`Amber Brent Carla Dexter Edith Felix Greta Howard Ivy Jasper Keira Logan Maeve Nolan Opal Percy
    Quinn Rosa Stella Tobias Una Vera Wesley Yvonne`),
  heads: words("Ash Bram Cald Dun Elm Fair Gold Harl Kest Lang Marl North Oak Penn Rav Stan Thorn Wind"),
  tails: words("acre bourne combe den field grave hurst ley mere shaw stead wick"),
  order: "given-first",
  homes: [PLACES.seattle, PLACES.boston, PLACES.london, PLACES.sydney],
};
export const IRISH: Culture = {
  given: words("Aoife Brendan Ciarán Deirdre Eoin Fionn Gráinne Máire Niamh Oisín Róisín Seán Siobhán Tadhg"),
  heads: words("O'Bran O'Cas O'Dev O'Fen O'Gal O'Kerr O'Lan O'Moll O'Rath O'Tier"),
  tails: words("aghan arty ellan igan nessy owan uhy"),
  order: "given-first",
  homes: [PLACES.dublin, PLACES.boston],
};
export const FRENCH: Culture = {
  given: words(`Agnès Benoît Chloé Désiré Éloïse François Gaël Hélène Inès Jérôme Loïc Maëlle Noémie Océane
    Régis Solène Théo Zoé`),
  heads: words("Beau Chante Clair D'Au Fontai Gran L'Her Mont Roche Vau"),
  tails: words("bréac court février gnères lépine noël rivière sançay ville"),
  order: "given-first",
  homes: [PLACES.paris, PLACES.montreal],
};
export const GERMAN: Culture = {
  given: words("Anke Björn Dörte Frauke Günter Heike Jörg Käthe Lutz Mareike Rüdiger Sönke Uwe Wiebke"),
  heads: words("Blum Düster Eichen Gröben Hösel Kühn Lüne Möhr Stöck Wälde"),
  tails: words("bauer feld hauß meißner roth stätter weiß"),
  order: "given-first",
  homes: [PLACES.berlin],
};
export const SPANISH: Culture = {
  given: words("Álvaro Begoña Concepción Íñigo Joaquín Lucía Maité Nicolás Óscar Raúl Sofía Ximena"),
  heads: words("Alc Berm Cordoñ Escal Montañ Peñal Quiñ Vald"),
  tails: words("aga ández ero ín ola osa uela"),
  order: "given-first",
  homes: [PLACES.madrid],
};
export const POLISH: Culture = {
  given: words("Agnieszka Bożena Grażyna Józef Łukasz Małgorzata Paweł Rafał Stanisław Zdzisław Żaneta"),
  heads: words("Brzóz Dąbr Głow Jęczm Krzyż Łąk Świerk Wiśn Źrebc"),
  tails: words("ański ecki ewicz niak owczyk yński"),
  order: "given-first",
  homes: [PLACES.warsaw],
};
export const GREEK: Culture = {
  given: words(`Αλέξης|Alexis Βασιλική|Vasiliki Γιώργος|Giorgos Δήμητρα|Dimitra Ελένη|Eleni Κώστας|Kostas
    Μαρία|Maria Νίκος|Nikos Σοφία|Sofia Φώτης|Fotis`),
  heads: words(
    "Αμπελ|Ampel Βουν|Voun Δασκαλ|Daskal Ελαι|Elai Θαλασσ|Thalass Καρυδ|Karyd Μυλων|Mylon Πετρ|Petr",
  ),
  tails: words("άκης|akis έας|eas ίδης|idis όπουλος|opoulos ούδης|oudis"),
  order: "given-first",
  homes: [PLACES.athens],
};
export const CYRILLIC: Culture = {
  given:
    words(`Борислав|Borislav Веселина|Veselina Галина|Galina Димитър|Dimitar Елица|Elitsa Зорница|Zornitsa
    Ивайло|Ivaylo Красимир|Krasimir Любомир|Lyubomir Надежда|Nadezhda`),
  heads: words(
    "Бряст|Bryast Върб|Varb Дъб|Dab Камен|Kamen Липов|Lipov Речк|Rechk Соколар|Sokolar Явор|Yavor",
  ),
  tails: words("енски|enski ичков|ichkov овански|ovanski ев|ev инов|inov"),
  order: "given-first",
  homes: [PLACES.sofia],
};
export const CHINESE: Culture = {
  given: words("明|Ming 雪|Xue 建|Jian 慧|Hui 志|Zhi 兰|Lan 海|Hai 晴|Qing 峰|Feng 月|Yue"),
  heads: words("王|Wang 李|Li 张|Zhang 陈|Chen 林|Lin 周|Zhou 吴|Wu 欧阳|Ouyang"),
  tails: words("|"),
  order: "surname-first",
  homes: [PLACES.shanghai],
};
export const JAPANESE: Culture = {
  given: words("翔太|Shota 美咲|Misaki 健一|Kenichi さくら|Sakura 大輔|Daisuke 由美|Yumi 直樹|Naoki 葵|Aoi"),
  heads: words("青|Ao 石|Ishi 川|Kawa 木|Ki 高|Taka 中|Naka 藤|Fuji 松|Matsu"),
  tails: words("原|hara 沢|zawa 村|mura 野|no 島|shima"),
  order: "surname-first",
  homes: [PLACES.tokyo],
};
export const ARABIC: Culture = {
  given: words("أمينة|Amina بشير|Bashir داليا|Dalia فارس|Faris حسن|Hasan ليلى|Layla نبيل|Nabil سلمى|Salma"),
  heads: words("البستا|Albusta الجبا|Aljaba السها|Alsaha الزيتو|Alzaytu المنا|Almana النخا|Alnakha"),
  tails: words("ني|ni لي|li ري|ri"),
  order: "given-first",
  homes: [PLACES.dubai],
};

/** The company's mix: about half English, the rest shared out. */
export const CULTURES = [
  [ENGLISH, 18],
  [IRISH, 4],
  [FRENCH, 5],
  [GERMAN, 3],
  [SPANISH, 3],
  [POLISH, 2],
  [GREEK, 2],
  [CYRILLIC, 2],
  [CHINESE, 2],
  [JAPANESE, 2],
  [ARABIC, 2],
] as const;

/** A prime larger than any culture has names, so that neighbours are not cousins and none is named twice. */
const STRIDE = 9973;

/** The name of the `ordinal`-th person of a culture; once all names are given away, they come again, numbered. */
export function nameOf(culture: Culture, ordinal: number, offset: number): PersonName {
  const { given, heads, tails, order } = culture;
  const count = given.length * heads.length * tails.length;
  const round = Math.floor(ordinal / count);
  const choice = ((ordinal % count) * STRIDE + offset) % count;
  const givenName = partOf(given, choice);
  const head = partOf(heads, Math.floor(choice / given.length));
  const tail = partOf(tails, Math.floor(choice / given.length / heads.length));
  const surname = head.written + tail.written;
  const displayName =
    order === "surname-first" ? surname + givenName.written : `${givenName.written} ${surname}`;
  const suffix = round === 0 ? "" : String(round + 1);
  const account = `${givenName.ascii}.${head.ascii}${tail.ascii}${suffix}`.toLowerCase();
  return { givenName: givenName.written, surname, displayName, account };
}

function partOf(parts: readonly string[], choice: number): { written: string; ascii: string } {
  const [written = "", ascii = asciiOf(written)] = (parts[choice % parts.length] ?? "").split("|");
  return { written, ascii };
}

function asciiOf(text: string): string {
  const plain = text.normalize("NFD").replaceAll("ł", "l").replaceAll("Ł", "L").replaceAll("ß", "ss");
  return plain.replaceAll(/[^A-Za-z]/g, "");
}
