import type { secondFactor as english } from "../en/second-factor.ts";
import type { Translation } from "../translation.ts";

/** L’application d’authentification d’une personne. */
export const secondFactor = {
  "sign-in.code-needed":
    "Le mot de passe est bon. Tapez aussi le code de votre application d’authentification, ou un de vos codes de secours.",
  "sign-in.code-wrong":
    "Le code est faux, ou a déjà servi. Attendez le code suivant de votre application ; si elle ne convient jamais, vérifiez l’heure de l’appareil, ou prenez un code de secours.",
  "session.too-old":
    "Rien n’a été changé, car votre connexion date de plus de {{minutes}} minutes. Connectez-vous de nouveau et recommencez : cela donne des accès, et un inconnu devant votre navigateur ouvert ne doit pas le pouvoir.",
  "second-factor.exists":
    "Vous avez déjà une application d’authentification. Retirez-la d’abord par un de ses codes, puis ajoutez-en une autre.",
  "second-factor.not-begun":
    "Vous n’avez pas encore d’application d’authentification. Créez d’abord un secret pour elle, puis envoyez un de ses codes.",
  "second-factor.wrong-code":
    "Le code est faux, ou a déjà servi : rien n’a été changé. Attendez le code suivant de votre application, et vérifiez l’heure de l’appareil.",
  "second-factor.code-needed":
    "Rien n’a encore été changé, car il manque un code. Envoyez aussi un code de votre application d’authentification, ou un de vos codes de secours.",
  "second-factor.own":
    "Rien n’a été changé, car ceci retire l’application des autres. Retirez la vôtre sur la page de votre compte par un de ses codes ou un code de secours, ou demandez à un autre propriétaire.",
  "passkey.own":
    "Rien n’a été changé, car ceci retire les clés d’accès des autres. Retirez la vôtre sur la page de votre compte, dans les 15 minutes après une connexion.",
  "person.no-second-factor":
    "Rien n’a été changé, car « {{name}} » n’a pas d’application d’authentification.",
  "person.no-passkey":
    "Rien n’a été changé, car « {{name}} » n’a pas de clé d’accès de cet identifiant. muster person show énumère les siennes.",
  "password.wrong":
    "Le mot de passe actuel est faux : rien n’a été changé. Tapez-le de nouveau ; un propriétaire de votre organisation peut vous donner un lien pour en choisir un autre.",
  "password.none":
    "Vous vous connectez par un fournisseur d’identité et n’avez pas de mot de passe ici. Changez-le chez le fournisseur ; un propriétaire de votre organisation peut vous donner un lien pour en choisir un ici.",
} as const satisfies Translation<typeof english>;
