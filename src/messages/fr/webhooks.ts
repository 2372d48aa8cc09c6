import type { webhooks as en } from "../en/webhooks.ts";
import type { Translation } from "../translation.ts";

export const webhooks: Translation<typeof en> = {
  "help.events": "montrer ce qui a changé dans un annuaire, une fois ou en continu",
  "help.webhook": "gérer les webhooks, qui envoient les événements à d’autres systèmes",
  "help.webhook.create": "créer un webhook ; le secret qui signe ses messages n’est affiché qu’une fois",
  "help.webhook.list": "lister les webhooks d’une organisation",
  "help.webhook.show": "montrer un webhook : son état, les événements en attente et le dernier échec",
  "help.webhook.log":
    "montrer les tentatives de livraison à un webhook, de la plus récente à la plus ancienne",
  "help.webhook.set": "changer le nom, l’adresse ou les types d’événements d’un webhook",
  "help.webhook.enable": "activer un webhook ; il reçoit tout ce dont il n’a pas accusé réception",
  "help.webhook.disable": "désactiver un webhook ; les événements attendent sa réactivation",
  "help.webhook.rotate-secret":
    "créer un nouveau secret de signature, affiché une seule fois ; les deux signent quelque temps",
  "help.webhook.test": "envoyer un ping signé à un webhook et montrer le résultat ; ne modifie rien",
  "help.webhook.resend": "envoyer un message encore une fois, par l’id d’une tentative ou du message",
  "help.webhook.delete": "supprimer un webhook avec son secret et son journal",
  "help.option.after": "commencer après ce curseur ; now : à la fin (par défaut : au début)",
  "help.option.webhook-after": "commencer après ce curseur ; start : au début (par défaut : now)",
  "help.option.limit-events": "nombre maximal d’événements par réponse, de 1 à 1000 (par défaut 100)",
  "help.option.follow": "attendre d’autres événements et les montrer à mesure, jusqu’à interruption",
  "help.option.webhook-name": "nom du webhook",
  "help.option.webhook-url": "adresse à laquelle les messages sont envoyés : une URL http ou https",
  "help.option.event-type":
    "un type d’événements à envoyer, par exemple user.created ; peut être répété (par défaut : tous)",
  "help.option.all-types": "envoyer tous les types d’événements",
  "help.option.overlap": "heures pendant lesquelles l’ancien secret signe aussi, de 0 à 168 (par défaut 24)",

  "cli.events-more": "Il y a d’autres événements. Continuez avec --after {{cursor}}",
  "cli.events-end": "Ce sont tous les événements jusqu’ici. Continuez plus tard avec --after {{cursor}}",
  "cli.webhook-types": "événements : {{types}}",
  "cli.webhook-all": "tous",
  "cli.webhook-waiting": "en attente : {{waiting}} (le plus ancien : {{at}})",
  "cli.webhook-success": "dernier accusé de réception : {{at}}",
  "cli.webhook-failing_one": "en échec depuis {{since}} ({{count}} tentative) ; prochaine tentative {{at}}",
  "cli.webhook-failing_many":
    "en échec depuis {{since}} ({{count}} de tentatives) ; prochaine tentative {{at}}",
  "cli.webhook-failing_other":
    "en échec depuis {{since}} ({{count}} tentatives) ; prochaine tentative {{at}}",
  "cli.webhook-failure": "dernier échec {{at}} : {{why}}",
  "cli.webhook-former-secret": "signé aussi avec l’ancien secret jusqu’au {{at}}",
  "cli.webhook-secret": "Le secret qui signe les messages. Il n’est affiché que cette fois :",
  "cli.webhook-tested": "Le récepteur a accusé réception du ping ({{status}}).",
  "cli.webhook-resent": "Le destinataire a accusé réception du message ({{status}}).",
  "webhook.delivery-not-found":
    "Le webhook n’a pas d’envoi {{delivery}}. Les mille dernières tentatives sont gardées : muster webhook log les liste.",
  "webhook.delivery-ping":
    "Rien n’a été envoyé, car cet envoi était un essai et ne contient aucun événement. Envoyez un autre essai à « {{name}} » : muster webhook test.",
  "webhook.delivery-waiting":
    "Rien n’a été envoyé, car ce message attend encore son accusé de réception et repart de lui-même. Pour l’envoyer maintenant, activez de nouveau « {{name}} » : muster webhook enable.",
  "webhook.delivery-changed":
    "Rien n’a été envoyé, car les types d’événements de « {{name}} » ont changé depuis ce message, qui contiendrait d’autres événements. Relisez plutôt les événements par leur curseur.",
  "cli.webhook-deleted": "Webhook « {{name}} » supprimé.",
  "cli.delivery-ping": "ping",
  "cli.delivery_one": "{{count}} événement, tentative {{attempt}}",
  "cli.delivery_many": "{{count}} d’événements, tentative {{attempt}}",
  "cli.delivery_other": "{{count}} événements, tentative {{attempt}}",
  "webhook-state.on": "actif",
  "webhook-state.off": "inactif",
  "webhook-state.paused": "suspendu",
  "webhook-state.gone": "refusé par le récepteur",
  "delivery-state.intended": "en cours",
  "delivery-state.acknowledged": "reçu",
  "delivery-state.failed": "échec",
  "delivery-state.unknown": "inconnu",
  "column.state": "état",
  "column.waiting": "en attente",
  "column.url": "adresse",
  "usage.webhook-yes-missing_one":
    "Rien n’a été supprimé. Le webhook « {{name}} » ({{url}}) a {{count}} événement sans accusé de réception. Pour le supprimer, répétez la commande avec --yes.",
  "usage.webhook-yes-missing_many":
    "Rien n’a été supprimé. Le webhook « {{name}} » ({{url}}) a {{count}} d’événements sans accusé de réception. Pour le supprimer, répétez la commande avec --yes.",
  "usage.webhook-yes-missing_other":
    "Rien n’a été supprimé. Le webhook « {{name}} » ({{url}}) a {{count}} événements sans accusé de réception. Pour le supprimer, répétez la commande avec --yes.",
};
