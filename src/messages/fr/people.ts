import type { people as english } from "../en/people.ts";
import type { Translation } from "../translation.ts";

/** La connexion : sessions, liens à usage unique et mots de passe. */
export const people = {
  "auth.role-forbidden":
    "Vous êtes connecté, mais votre rôle ici n’a pas l’autorisation {{permission}}, que cette requête exige. Un propriétaire de l’organisation peut vous donner un autre rôle.",
  "auth.session-ended": "Vous n’êtes plus connecté : la session est terminée. Connectez-vous de nouveau.",
  "request.csrf":
    "La requête a été refusée, car un autre site a pu la faire envoyer par votre navigateur : elle n’a pas de x-csrf-token valable, ou vient d’une autre adresse que celle de ce serveur. Rechargez la page. Derrière un proxy, l’administrateur définit MUSTER_PUBLIC_URL : l’adresse que les personnes utilisent.",
  "sign-in.refused":
    "Le nom ou le mot de passe est faux. Vérifiez les deux et réessayez ; un propriétaire de votre organisation peut vous envoyer un lien pour un nouveau mot de passe.",
  "sign-in.delayed_one":
    "Après plusieurs mots de passe faux, la prochaine tentative est possible dans {{seconds}} seconde. D’ici là, le bon mot de passe est refusé aussi.",
  "sign-in.delayed_many":
    "Après plusieurs mots de passe faux, la prochaine tentative est possible dans {{seconds}} de secondes. D’ici là, le bon mot de passe est refusé aussi.",
  "sign-in.delayed_other":
    "Après plusieurs mots de passe faux, la prochaine tentative est possible dans {{seconds}} secondes. D’ici là, le bon mot de passe est refusé aussi.",
  "link.unknown":
    "Ce lien n’a pas été délivré par cette installation, ou il en manque une partie. Copiez de nouveau le lien entier, ou demandez-en un autre.",
  "link.ended":
    "Ce lien a déjà servi, ou un plus récent l’a remplacé. Prenez le lien le plus récent, ou connectez-vous ; un propriétaire de votre organisation peut vous en envoyer un autre.",
  "link.expired": "Ce lien a expiré le {{at}}. Demandez-en un autre.",
  "person.name-missing": "Le nom de connexion manque. Choisissez-en un.",
  "person.name-taken": "Le nom « {{name}} » est celui d’une autre personne. Choisissez-en un autre.",
  "person.changed-meanwhile":
    "« {{name}} » a été modifié par une autre requête au même moment : rien n’a été changé. Réessayez.",
  "password.too-short":
    "Le mot de passe est trop court : il lui faut au moins {{min}} caractères. Quelques mots à la suite se retiennent facilement.",
  "password.too-long": "Le mot de passe est trop long : il peut avoir {{max}} caractères au plus.",
  "password.is-name":
    "Le mot de passe est le nom de la personne, que d’autres essaieraient en premier. Choisissez-en un autre.",
  "session.not-found":
    "Cette session n’est pas parmi les vôtres. Elle a pu être supprimée après sa fin ; la liste des sessions montre les autres.",
  "kind.person": "une personne",
  "init.link":
    "Ouvrez ce lien pour choisir le nom et le mot de passe du premier propriétaire. Il sert une fois, pendant 7 jours :",
} as const satisfies Translation<typeof english>;
