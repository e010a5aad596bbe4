OPENERS = """Bonjour,
merci pour votre message du {d}.
Comme convenu par téléphone, voici les éléments manquants.
Il nous manque encore des pièces pour votre demande.
Vous trouverez ci-joint le formulaire rempli.
Objet : votre courrier du {d}
Petite question sur le dossier {n}.
Nous avons vérifié une nouvelle fois la fiche.
Veuillez excuser ma réponse tardive.
Il me faut encore votre accord pour l'inscription.
Le client a appelé ce matin.
Compte rendu de la réunion du {d}, point {n}.
Le dossier est chez nous depuis le {d}.
Suite au rapport de la semaine dernière :
Bonjour à tous,
Ci-dessous les données pour la création du compte.""".split("\n")
CORES = """Voici mon {l} : {v}.
Merci de saisir {v} comme {l}.
{l} : {v}
Le {l} est {v}, merci de bien le garder.
La fiche indique {v} sous {l}.
L'enregistrement avec {l} {v} existe en double.
Nous avons {v} comme {l}.
{l} {v}
Pouvez-vous vérifier que {l} {v} est exact ?
Sans {l} valable ({v}) nous ne pouvons pas continuer.
Le document porte la mention « {l} : {v} ».
Un seul champ a changé, {l} : {v} (vide auparavant).
Il s'agit de {v} ({l}).
Je me suis trompé, le bon {l} est {v}.
{p} a donné {v} comme {l}.
Demandeur : {p}, {l} {v}.
Selon le formulaire : {l} : {v} ; reçu le {d}.
Merci de retirer {l} {v} de la liste.""".split("\n")
CLOSERS = """Cordialement
Merci d'avance !
N'hésitez pas à me contacter.
J'enverrai le reste plus tard.
Le délai expire le {d}.
Merci de confirmer la réception.
L'original suivra par la poste.
Le reste ne change pas.
Les collègues du bureau {n} sont au courant.
Bien à vous
Bon week-end
Merci de ne pas transférer.""".split("\n")
DISTANT = ["vous trouverez ci-dessous le {l} demandé. Je viens de le recopier de l'original.\n\n{v}\n\nLe dossier devrait être complet.", "Vous m'aviez demandé ceci : {l}. Désolé pour le retard.\n{v}"]
FIELDS = ["Reçu le", "Suivi par", "Service", "Statut", "Remarque"]
FILLERS = ["ouvert", "terminé", "voir annexe", "équipe nord", "en cours", "à rappeler"]
GREETING, BYE = ["Madame, Monsieur,", "Bonjour,", "Chers collègues,"], ["Cordialement", "Bien cordialement", "Salutations"]
PROSE = """Le rapport sera présenté au prochain trimestre, une fois les chiffres vérifiés.
N'indiquez votre numéro de sécurité sociale et votre IBAN que si on vous le demande.
Le formulaire demande un passeport, un permis de conduire ou une carte d'identité.
La caisse d'assurance maladie a accepté la demande.
Les mots de passe ne doivent jamais être envoyés par courriel.
La réunion commence à 14 h 30, salle 2.17, et se termine à 16 h.
En 2025, le chiffre d'affaires a progressé de 3,7 % à 1 284 300 euros.
Votre numéro fiscal figure sur la lettre de l'administration.
Le bureau 114, étage 3, bâtiment 27, est fermé jusqu'au 31 octobre 2026.""".split("\n")
NOTHING = {"order": ["numéro de commande", "commande n°", "bon de commande", "votre commande"], "invoice": ["numéro de facture", "facture n°", "reçu n°"], "serial": ["numéro de série", "N° de série", "S/N"], "product": ["référence article", "code produit", "réf."],
           "tracking": ["numéro de suivi", "colis n°", "suivi d'envoi"], "ticket": ["ticket", "numéro de dossier", "incident"], "reference": ["référence de paiement", "notre réf.", "numéro de réservation"], "customer": ["numéro client", "numéro de contrat", "numéro de compteur"]}
NOT_CORES = ["{l} {v} a été expédié aujourd'hui.", "Voici votre {l} : {v}.", "{l} : {v}", "Merci de rappeler {l} {v} dans tout courrier.", "Aucune réponse concernant {l} {v}.", "Réclamation sur {l} {v}, quantité {n}.", "La livraison de {l} {v} est reportée au {d}.", "Nous avons annulé {l} {v}."]
