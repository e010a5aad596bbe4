OPENERS = """Hola:
gracias por su mensaje del {d}.
Como hablamos por teléfono, estos son los datos que faltaban.
Aún nos faltan documentos para su solicitud.
Adjunto el formulario cumplimentado.
Asunto: su carta del {d}
Una pregunta rápida sobre el expediente {n}.
Hemos revisado de nuevo la ficha.
Disculpe la tardanza.
Necesito su visto bueno para el alta.
El cliente llamó esta mañana.
Acta de la reunión del {d}, punto {n}.
El expediente está aquí desde el {d}.
Continuación del informe de la semana pasada:
Buenos días a todos:
A continuación, los datos para el alta.""".split("\n")
CORES = """Mi {l} es {v}.
Por favor, introduzca {v} como {l}.
{l}: {v}
El {l} es {v}; guárdelo bien.
En la ficha consta {v} como {l}.
El registro con {l} {v} está duplicado.
Tenemos {v} como {l}.
{l} {v}
¿Puede comprobar si {l} {v} es correcto?
Sin un {l} válido ({v}) no podemos seguir.
En el impreso pone "{l}: {v}".
Solo ha cambiado {l}: {v} (antes vacío).
Se trata de {v} ({l}).
Me equivoqué; el {l} correcto es {v}.
{p} indicó {v} como {l}.
Solicitante: {p}, {l} {v}.
Según el formulario: {l}: {v}; recibido el {d}.
Por favor, borre {l} {v} de la lista.""".split("\n")
CLOSERS = """Un saludo
¡Muchas gracias!
Quedo a su disposición.
Enviaré el resto más tarde.
El plazo termina el {d}.
Confirme la recepción, por favor.
El original llegará por correo.
Lo demás no cambia.
Los compañeros del despacho {n} están al tanto.
Saludos cordiales
Buen fin de semana
No reenviar, por favor.""".split("\n")
DISTANT = ["abajo encontrará el {l} solicitado. Lo acabo de copiar del original.\n\n{v}\n\nCon esto debería estar todo.", "Me pidió lo siguiente: {l}. Perdón por el retraso.\n{v}"]
FIELDS = ["Recibido", "Gestor", "Departamento", "Estado", "Observaciones"]
FILLERS = ["abierto", "hecho", "ver anexo", "equipo norte", "en revisión", "devolver llamada"]
GREETING, BYE = ["Estimados señores:", "Hola:", "Buenos días:"], ["Atentamente", "Un saludo", "Saludos"]
PROSE = """El informe se presentará el próximo trimestre, cuando se revisen las cifras.
Indique su DNI y su IBAN solo cuando se le pida.
El formulario pide pasaporte, permiso de conducir o documento de identidad.
La mutua aprobó la solicitud.
Las contraseñas no deben enviarse nunca por correo.
La reunión empieza a las 14:30 en la sala 2.17 y termina a las 16:00.
En 2025 los ingresos subieron un 3,7 % hasta 1.284.300 euros.
Su número de la Seguridad Social figura en la tarjeta.
El despacho 114, planta 3, edificio 27, está cerrado hasta el 31 de octubre de 2026.""".split("\n")
NOTHING = {"order": ["número de pedido", "pedido n.º", "orden de compra", "su pedido"], "invoice": ["número de factura", "factura n.º", "recibo n.º"], "serial": ["número de serie", "n.º de serie", "S/N"], "product": ["referencia", "código de producto", "código de artículo"],
           "tracking": ["número de seguimiento", "envío n.º", "paquete"], "ticket": ["incidencia", "número de expediente", "ticket"], "reference": ["referencia de pago", "nuestra ref.", "localizador de reserva"], "customer": ["número de cliente", "número de contrato", "número de contador"]}
NOT_CORES = ["{l} {v} salió hoy.", "Su {l} es {v}.", "{l}: {v}", "Indique siempre {l} {v}.", "No hay respuesta sobre {l} {v}.", "Reclamación sobre {l} {v}, cantidad {n}.", "La entrega de {l} {v} se retrasa hasta el {d}.", "Hemos anulado {l} {v}."]
