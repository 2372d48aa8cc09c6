import type { texts as english } from "../en/instance-tokens.ts";
import type { FrenchOf } from "../translation.ts";

export const texts: FrenchOf<typeof english> = {
  intro: "Chaque programme qui administre toute l’installation ou qui lit ses métriques a son propre jeton.",
  "empty.heading": "Pas encore de jetons",
  "empty.text": "Créez un jeton pour chaque programme qui administre l’installation ou lit ses métriques.",
  "column.actions": "Actions",
  "name.help": "Le nom du programme. Sans nom, l’usage en tient lieu.",
  "revoke.of": "Révoquer {{name}}",
  "revoke.admin":
    "Un programme ne peut plus administrer l’installation. Un jeton révoqué ne peut pas redevenir valable.",
  "revoke.metrics":
    "Un programme ne peut plus lire les métriques. Un jeton révoqué ne peut pas redevenir valable.",
};
