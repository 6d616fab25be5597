<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es">
<context>
    <name>After</name>
    <message>
        <source>Void this return</source>
        <translation>Anular esta devolución</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>Anular</translation>
    </message>
    <message>
        <source>Back to the card</source>
        <translation>De vuelta a la tarjeta</translation>
    </message>
    <message>
        <source>Back from the card</source>
        <translation>De vuelta de la tarjeta</translation>
    </message>
    <message>
        <source>Finish the void</source>
        <translation>Anular ahora</translation>
    </message>
    <message>
        <source>The return was taken back.</source>
        <translation>Se anuló la devolución.</translation>
    </message>
    <message>
        <source>The return was taken back. Put the cash into the drawer.</source>
        <translation>Se anuló la devolución. Guarde el efectivo en el cajón.</translation>
    </message>
    <message>
        <source>Copy {0} prints now, marked as a duplicate.</source>
        <translation>La copia {0} se imprime ahora, marcada como duplicado.</translation>
    </message>
</context>
<context>
    <name>ApprovalCard</name>
    <message>
        <source>{0} asks, {1}</source>
        <translation>{0} pide, {1}</translation>
    </message>
    <message>
        <source>Manager approval</source>
        <translation>Autorización del gerente</translation>
    </message>
    <message>
        <source>Second person</source>
        <translation>Segunda persona</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Rechazar</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Autorizar</translation>
    </message>
    <message>
        <source>Sign as witness</source>
        <translation>Firmar como testigo</translation>
    </message>
    <message>
        <source>That is not a badge</source>
        <translation>Eso no es una credencial</translation>
    </message>
    <message>
        <source>Scan a badge, or type name and PIN.</source>
        <translation>Escanee una credencial, o elija nombre y PIN.</translation>
    </message>
    <message>
        <source>The PIN is missing</source>
        <translation>Falta el PIN</translation>
    </message>
    <message>
        <source>Type it, or scan the badge.</source>
        <translation>Escríbalo, o escanee la credencial.</translation>
    </message>
    <message>
        <source>Who approves?</source>
        <translation>¿Quién autoriza?</translation>
    </message>
    <message>
        <source>Choose the name, then type the PIN.</source>
        <translation>Elija el nombre y escriba el PIN.</translation>
    </message>
    <message>
        <source>That PIN is not right</source>
        <translation>Ese PIN no es correcto</translation>
    </message>
    <message>
        <source>Wrong PINs so far: {0}. Type it again.</source>
        <translation>PIN erróneos: {0}. Escríbalo otra vez.</translation>
    </message>
    <message>
        <source>Nobody here may approve this amount</source>
        <translation>Nadie aquí puede autorizar este importe</translation>
    </message>
    <message>
        <source>Make it smaller, or ask someone with a higher limit.</source>
        <translation>Redúzcalo, o llame a alguien con un límite mayor.</translation>
    </message>
    <message>
        <source>{0} may approve up to {1}.</source>
        <translation>{0} puede autorizar hasta {1}.</translation>
    </message>
    <message>
        <source>Choose the name, then type it</source>
        <translation>Elija el nombre y escríbalo</translation>
    </message>
    <message>
        <source>Code by telephone</source>
        <translation>Código por teléfono</translation>
    </message>
    <message>
        <source>Scan your badge</source>
        <translation>Escanee su credencial</translation>
    </message>
    <message>
        <source>or tap your name and type your PIN</source>
        <translation>o toque su nombre y escriba su PIN</translation>
    </message>
</context>
<context>
    <name>ApprovalFrame</name>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
</context>
<context>
    <name>AskStrip</name>
    <message>
        <source>Declined</source>
        <translation>Rechazada</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
</context>
<context>
    <name>AskedView</name>
    <message>
        <source>{0}’s limit {1}</source>
        <translation>Límite de {0}: {1}</translation>
    </message>
    <message>
        <source>{0} over</source>
        <translation>{0} de más</translation>
    </message>
    <message>
        <source>Why a manager is needed</source>
        <translation>Por qué hace falta un gerente</translation>
    </message>
    <message>
        <source>Why a second person is needed</source>
        <translation>Por qué hace falta otra persona</translation>
    </message>
</context>
<context>
    <name>Away</name>
    <message>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>The request goes up at every desk.</source>
        <translation>La solicitud aparece en todos los puestos.</translation>
    </message>
    <message>
        <source>Shown at every desk. By telephone: read out {0}.</source>
        <translation>Visible en todos los puestos. Por teléfono: dicte {0}.</translation>
    </message>
    <message>
        <source>Read out {0}, {1} and the number {2}.</source>
        <translation>Dicte {0}, {1} y el número {2}.</translation>
    </message>
    <message>
        <source>{0} min more</source>
        <translation>{0} min más</translation>
    </message>
    <message>
        <source>The same up to this amount, {1} in sum, needs no manager for {0} minutes</source>
        <translation>Lo mismo hasta este importe, {1} en total, no necesita gerente durante {0} minutos</translation>
    </message>
    <message>
        <source>Alone</source>
        <translation>Sin otro</translation>
    </message>
</context>
<context>
    <name>Beside</name>
    <message>
        <source>This receipt so far</source>
        <translation>Este recibo hasta ahora</translation>
    </message>
    <message>
        <source>Sold on {0}</source>
        <translation>Vendido el {0}</translation>
    </message>
    <message>
        <source>Nothing came back yet</source>
        <translation>Aún no se devolvió nada</translation>
    </message>
</context>
<context>
    <name>BoardPlans</name>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Say why it is closed without its operator.</source>
        <translation>Diga por qué se cierra sin su operador.</translation>
    </message>
    <message>
        <source>It stays in the Morning Book until it is settled.</source>
        <translation>Queda en el Libro de la mañana hasta liquidarse.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>The difference becomes over or short.</source>
        <translation>La diferencia pasa a sobrante o faltante.</translation>
    </message>
    <message>
        <source>Choose what explains it.</source>
        <translation>Elija qué la explica.</translation>
    </message>
    <message>
        <source>Reason for the difference</source>
        <translation>Motivo de la diferencia</translation>
    </message>
    <message>
        <source>Go to this till</source>
        <translation>Ir a esta caja</translation>
    </message>
    <message>
        <source>Count it</source>
        <translation>Contarla</translation>
    </message>
    <message>
        <source>Go to the lane</source>
        <translation>Ir a la línea</translation>
    </message>
    <message>
        <source>Close it by force</source>
        <translation>Cierre forzado</translation>
    </message>
    <message>
        <source>Accept the difference</source>
        <translation>Aceptar diferencia</translation>
    </message>
    <message>
        <source>Open it here</source>
        <translation>Abrirla aquí</translation>
    </message>
</context>
<context>
    <name>BoardScreen</name>
    <message>
        <source>{0} is closed. It waits for its count.</source>
        <translation>{0} está cerrada. Espera su conteo.</translation>
    </message>
    <message>
        <source>{0} is settled.</source>
        <translation>{0} está liquidada.</translation>
    </message>
    <message>
        <source>Safe</source>
        <translation>Caja fuerte</translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation>Líneas</translation>
    </message>
    <message>
        <source>Morning Book</source>
        <translation>Libro de la mañana</translation>
    </message>
    <message>
        <source>Levels, not balances, until counted</source>
        <translation>Niveles, no saldos, hasta contar</translation>
    </message>
    <message>
        <source>Tills</source>
        <translation>Cajas</translation>
    </message>
    <message>
        <source>Nothing. Tills to settle, bags and requests appear here.</source>
        <translation>Nada. Aquí aparecen cajas por liquidar, bolsas y solicitudes.</translation>
    </message>
    <message>
        <source>Waits for you</source>
        <translation>Le espera</translation>
    </message>
    <message>
        <source>Most urgent</source>
        <translation>Lo más urgente</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation>Nada espera</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>What it holds stays hidden until counted.</source>
        <translation>Lo que hay no se muestra hasta contarlo.</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Qué hacer</translation>
    </message>
    <message>
        <source>Ask someone who may to sign on.</source>
        <translation>Pida que entre alguien autorizado.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
</context>
<context>
    <name>BoardWords</name>
    <message>
        <source>{0}, not settled</source>
        <translation>{0}, sin liquidar</translation>
    </message>
    <message>
        <source>Blind count, try {0}</source>
        <translation>Conteo a ciegas, intento {0}</translation>
    </message>
    <message>
        <source>of {0} open</source>
        <translation>de {0} abiertas</translation>
    </message>
    <message>
        <source>over limit</source>
        <translation>sobre el límite</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguna</translation>
    </message>
    <message>
        <source>bags on the way</source>
        <translation>bolsas en camino</translation>
    </message>
    <message>
        <source>{0} late</source>
        <translation>{0} con retraso</translation>
    </message>
    <message>
        <source>None late</source>
        <translation>Ninguna tarde</translation>
    </message>
    <message>
        <source>approvals asked</source>
        <translation>solicitudes</translation>
    </message>
    <message>
        <source>Nobody waits</source>
        <translation>Nadie espera</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>Aprobación</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>Dispute</source>
        <translation>Disputa</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Not closed</source>
        <translation>Sin cerrar</translation>
    </message>
    <message>
        <source>Pickup</source>
        <translation>Retiro</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Empezar</translation>
    </message>
    <message>
        <source>To settle</source>
        <translation>Por liquidar</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Contar</translation>
    </message>
    <message>
        <source>Late sales</source>
        <translation>Ventas tardías</translation>
    </message>
    <message>
        <source>Card refunds</source>
        <translation>Reembolsos a tarjeta</translation>
    </message>
    <message>
        <source>Settle</source>
        <translation>Resolver</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>bag {0}</source>
        <translation>bolsa {0}</translation>
    </message>
    <message>
        <source>{0}, over limit</source>
        <translation>{0}, sobre el límite</translation>
    </message>
    <message>
        <source>Most urgent: a customer waits</source>
        <translation>Lo más urgente: un cliente espera</translation>
    </message>
    <message>
        <source>{0} asks</source>
        <translation>{0} pide</translation>
    </message>
    <message>
        <source>Most urgent</source>
        <translation>Lo más urgente</translation>
    </message>
    <message>
        <source>Next carrier</source>
        <translation>Transporte</translation>
    </message>
    <message>
        <source>On the way to the bank</source>
        <translation>En camino al banco</translation>
    </message>
    <message>
        <source>No bag number</source>
        <translation>Sin número</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Contado</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nunca</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Cambio</translation>
    </message>
    <message>
        <source>Ordered</source>
        <translation>Pedido</translation>
    </message>
    <message>
        <source>Safe</source>
        <translation>Caja fuerte</translation>
    </message>
    <message>
        <source>Runs low on</source>
        <translation>Escasean</translation>
    </message>
    <message>
        <source>On the way to the safe</source>
        <translation>En camino a la caja fuerte</translation>
    </message>
    <message>
        <source>late, {0}</source>
        <translation>tarde, {0}</translation>
    </message>
    <message>
        <source>{0} sealed</source>
        <translation>{0} en bolsas</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Opened by</source>
        <translation>La abrió</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Dónde</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Cash level</source>
        <translation>Nivel de efectivo</translation>
    </message>
    <message>
        <source>Variance</source>
        <translation>Diferencia</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Etiqueta</translation>
    </message>
    <message>
        <source>{0} suspended</source>
        <translation>{0} suspendidas</translation>
    </message>
    <message>
        <source>{0} to count</source>
        <translation>{0} por contar</translation>
    </message>
    <message>
        <source>None to count</source>
        <translation>Ninguna por contar</translation>
    </message>
</context>
<context>
    <name>BookScreen</name>
    <message>
        <source>Page back</source>
        <translation>Página anterior</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Página siguiente</translation>
    </message>
    <message>
        <source>Morning Book</source>
        <translation>Libro de la mañana</translation>
    </message>
    <message>
        <source>One report for each day, sealed. Press its number.</source>
        <translation>Un informe sellado por día. Presione su número.</translation>
    </message>
    <message>
        <source>Trends</source>
        <translation>Tendencias</translation>
    </message>
    <message>
        <source>not made yet</source>
        <translation>aún sin hacer</translation>
    </message>
    <message>
        <source>edition {0}</source>
        <translation>edición {0}</translation>
    </message>
    <message>
        <source>Leads and managers read the Morning Book</source>
        <translation>El Libro de la mañana es de supervisores y gerentes</translation>
    </message>
    <message>
        <source>Scan the badge of one of them; your work stays yours.</source>
        <translation>Escanee la credencial de uno de ellos; su trabajo sigue siendo suyo.</translation>
    </message>
    <message>
        <source>No Morning Book yet</source>
        <translation>Aún no hay libros</translation>
    </message>
    <message>
        <source>The first one is made in the night after a till was opened.</source>
        <translation>El primero se hace la noche después de abrir una caja.</translation>
    </message>
    <message>
        <source>What is in it cannot be changed afterwards.</source>
        <translation>Lo que contiene ya no se puede cambiar.</translation>
    </message>
    <message>
        <source>Open the newest</source>
        <translation>Abrir el último</translation>
    </message>
    <message>
        <source>Ask a lead</source>
        <translation>Pida ayuda a un supervisor</translation>
    </message>
    <message>
        <source>Make the Book</source>
        <translation>Hacer el libro</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Page {0} of {1}. A number goes to the evidence.</source>
        <translation>Página {0} de {1}. Un número lleva a la prueba.</translation>
    </message>
    <message>
        <source>A slip was found</source>
        <translation>Se halló un comprobante</translation>
    </message>
    <message>
        <source>Sealed</source>
        <translation>Sellado</translation>
    </message>
    <message>
        <source>Open the PDF</source>
        <translation>Abrir el PDF</translation>
    </message>
    <message>
        <source>The PDF is in {0}.</source>
        <translation>El PDF está en {0}.</translation>
    </message>
</context>
<context>
    <name>BookSides</name>
    <message>
        <source>Look at these first</source>
        <translation>Mire primero</translation>
    </message>
    <message>
        <source>Nothing stands out.</source>
        <translation>Nada destaca.</translation>
    </message>
    <message>
        <source>No cause fits.</source>
        <translation>Ninguna causa encaja.</translation>
    </message>
    <message>
        <source>Likeliest cause</source>
        <translation>Causa más probable</translation>
    </message>
    <message>
        <source>Or</source>
        <translation>O</translation>
    </message>
    <message>
        <source>What corrects it</source>
        <translation>Qué la corrige</translation>
    </message>
</context>
<context>
    <name>BulkPage</name>
    <message>
        <source>How many</source>
        <translation>Cuántos</translation>
    </message>
    <message>
        <source>What they come to</source>
        <translation>Cuánto suman</translation>
    </message>
</context>
<context>
    <name>ChangePage</name>
    <message>
        <source>comes in</source>
        <translation>entra</translation>
    </message>
    <message>
        <source>goes out</source>
        <translation>sale</translation>
    </message>
    <message>
        <source>Comes in</source>
        <translation>Entra</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Goes out</source>
        <translation>Sale</translation>
    </message>
</context>
<context>
    <name>Choosing</name>
    <message>
        <source>Nothing to undo.</source>
        <translation>No hay nada que deshacer.</translation>
    </message>
    <message>
        <source>The terminal is waiting. Type its code, or say that it declined.</source>
        <translation>La terminal espera. Escriba su código o indique que fue rechazada.</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>This till is settled already.</source>
        <translation>Esta caja ya está liquidada.</translation>
    </message>
    <message>
        <source>Spot count kept. Variance: {0}. The till stays open.</source>
        <translation>Arqueo guardado. Diferencia: {0}. La caja sigue abierta.</translation>
    </message>
    <message>
        <source>The slip prints again, marked as a duplicate.</source>
        <translation>El comprobante se imprime otra vez, marcado como duplicado.</translation>
    </message>
</context>
<context>
    <name>CluesPage</name>
    <message>
        <source>Find it without paper</source>
        <translation>Hallarlo sin papel</translation>
    </message>
    <message>
        <source>Two or three of these are enough.</source>
        <translation>Bastan dos o tres de estos datos.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Card ends in</source>
        <translation>Tarjeta termina en</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Teléfono</translation>
    </message>
    <message>
        <source>An item: scan or name it</source>
        <translation>Un artículo: escanear o nombrar</translation>
    </message>
    <message>
        <source>Total, about</source>
        <translation>Total aproximado</translation>
    </message>
    <message>
        <source>Nothing looked for yet</source>
        <translation>Aún no se ha buscado</translation>
    </message>
    <message>
        <source>F12 looks for receipts that fit.</source>
        <translation>F12 busca recibos que coincidan.</translation>
    </message>
    <message>
        <source>Day or days: 11/7, 11/1-11/10</source>
        <translation>Día o días: 11/7, 11/1-11/10</translation>
    </message>
    <message>
        <source>Number of the store</source>
        <translation>Número de la tienda</translation>
    </message>
    <message>
        <source>One day may be 3 days off, the total 10 percent.</source>
        <translation>Un solo día puede variar 3 días, el total 10 por ciento.</translation>
    </message>
    <message>
        <source>card {0}</source>
        <translation>tarjeta {0}</translation>
    </message>
    <message>
        <source>this phone</source>
        <translation>este teléfono</translation>
    </message>
    <message>
        <source>has the item</source>
        <translation>tiene el artículo</translation>
    </message>
    <message>
        <source>store {0}</source>
        <translation>tienda {0}</translation>
    </message>
    <message>
        <source>1 day off</source>
        <translation>a 1 día</translation>
    </message>
    <message>
        <source>{0} days off</source>
        <translation>a {0} días</translation>
    </message>
    <message>
        <source>that day</source>
        <translation>ese día</translation>
    </message>
    <message>
        <source>{0} % off</source>
        <translation>a {0} %</translation>
    </message>
    <message>
        <source>that total</source>
        <translation>ese total</translation>
    </message>
</context>
<context>
    <name>CountMirror</name>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} de {1}</translation>
    </message>
    <message>
        <source>All counted</source>
        <translation>Todo contado</translation>
    </message>
    <message>
        <source>Next: {0}</source>
        <translation>Sigue: {0}</translation>
    </message>
</context>
<context>
    <name>CountPage</name>
    <message>
        <source>By pieces</source>
        <translation>Por piezas</translation>
    </message>
    <message>
        <source>Total only</source>
        <translation>Solo total</translation>
    </message>
    <message>
        <source>Park</source>
        <translation>Apartar</translation>
    </message>
    <message>
        <source>All cash in the drawer, as one total</source>
        <translation>Todo el efectivo del cajón, en un total</translation>
    </message>
    <message>
        <source>Digits fill in from the right. By pieces finds a miscount sooner.</source>
        <translation>Las cifras entran por la derecha. Por piezas se halla antes un error.</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
</context>
<context>
    <name>CountViews</name>
    <message>
        <source>Counted so far</source>
        <translation>Contado hasta ahora</translation>
    </message>
    <message>
        <source>Open till {0}</source>
        <translation>Abrir caja {0}</translation>
    </message>
    <message>
        <source>Finish count</source>
        <translation>Terminar</translation>
    </message>
    <message>
        <source>Float of till {0}</source>
        <translation>Fondo de la caja {0}</translation>
    </message>
    <message>
        <source>It is booked at opening, with its reason</source>
        <translation>Se registra al abrir, con su motivo</translation>
    </message>
    <message>
        <source>Spot count; the till stays open</source>
        <translation>Arqueo; la caja sigue abierta</translation>
    </message>
    <message>
        <source>Count what lies in the drawer. Enter on an empty row: there are none</source>
        <translation>Cuente el cajón. Enter en fila vacía: no hay</translation>
    </message>
    <message>
        <source>First try. Enter on an empty row: there are none</source>
        <translation>Primer conteo. Enter en fila vacía: no hay</translation>
    </message>
    <message>
        <source>Second try. Enter on an empty row: there are none</source>
        <translation>Segundo conteo. Enter en fila vacía: no hay</translation>
    </message>
    <message>
        <source>Count till {0}</source>
        <translation>Contar caja {0}</translation>
    </message>
    <message>
        <source>The second count stands</source>
        <translation>Vale el segundo conteo</translation>
    </message>
    <message>
        <source>The float is compared with what should be in the drawer.</source>
        <translation>El fondo se compara con lo que debe haber en el cajón.</translation>
    </message>
    <message>
        <source>What that is stays hidden until you open the till.</source>
        <translation>Cuánto es no se muestra hasta que abra la caja.</translation>
    </message>
    <message>
        <source>The spot count did not match. Count once more.</source>
        <translation>El arqueo no coincidió. Cuente otra vez.</translation>
    </message>
    <message>
        <source>The second count is booked. What the till should hold stays hidden.</source>
        <translation>El segundo conteo se registra. Lo que debería haber no se muestra.</translation>
    </message>
    <message>
        <source>The first count did not match. Count once more.</source>
        <translation>El primer conteo no coincidió. Cuente otra vez.</translation>
    </message>
    <message>
        <source>The second count is final. What the till should hold stays hidden.</source>
        <translation>El segundo es definitivo. Lo que debería haber no se muestra.</translation>
    </message>
    <message>
        <source>This count is blind: you see only what you type.</source>
        <translation>Conteo a ciegas: solo ve lo que escribe.</translation>
    </message>
    <message>
        <source>What the till should hold stays hidden from everyone until you finish.</source>
        <translation>Nadie ve lo que debería haber hasta que usted termine.</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Contado</translation>
    </message>
    <message>
        <source>The till stays disputed until a manager decides.</source>
        <translation>La caja queda en disputa hasta que decida un gerente.</translation>
    </message>
    <message>
        <source>Choose a reason first.</source>
        <translation>Elija primero un motivo.</translation>
    </message>
    <message>
        <source>This is not what the drawer should hold, so it needs a reason.</source>
        <translation>No es lo que debe haber en el cajón, así que necesita un motivo.</translation>
    </message>
    <message>
        <source>Esc counts again. Or choose a reason, then open the till.</source>
        <translation>Esc cuenta de nuevo. O elija un motivo y abra la caja.</translation>
    </message>
    <message>
        <source>Nobody accepts the difference yet.</source>
        <translation>Nadie acepta todavía la diferencia.</translation>
    </message>
    <message>
        <source>The cash goes to the safe; a manager decides who bears the difference.</source>
        <translation>El efectivo va a la caja fuerte; un gerente decide quién asume la diferencia.</translation>
    </message>
    <message>
        <source>The count still does not match, so it needs a reason.</source>
        <translation>El conteo sigue sin coincidir: hace falta un motivo.</translation>
    </message>
    <message>
        <source>Its figures are final. Choose a reason, then finish.</source>
        <translation>Sus cifras son definitivas. Elija un motivo y termine.</translation>
    </message>
    <message>
        <source>To the safe</source>
        <translation>A la caja fuerte</translation>
    </message>
    <message>
        <source>Open a till</source>
        <translation>Abrir una caja</translation>
    </message>
    <message>
        <source>Bag the cash with the slip.</source>
        <translation>Embolse el efectivo con el comprobante.</translation>
    </message>
    <message>
        <source>The drawer is empty.</source>
        <translation>El cajón está vacío.</translation>
    </message>
</context>
<context>
    <name>CountWords</name>
    <message>
        <source>Not counted</source>
        <translation>Sin contar</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nada</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>Queda</translation>
    </message>
    <message>
        <source>No. {0}</source>
        <translation>N.º {0}</translation>
    </message>
    <message>
        <source>Not in the list; touch it to take it out</source>
        <translation>No está en la lista; tóquelo para quitarlo</translation>
    </message>
    <message>
        <source>Touch it to take it out</source>
        <translation>Tóquelo para quitarlo</translation>
    </message>
    <message>
        <source>Amount on the check</source>
        <translation>Importe del cheque</translation>
    </message>
    <message>
        <source>Amount on the paper</source>
        <translation>Importe del papel</translation>
    </message>
    <message>
        <source>Enter adds it and ticks it off. Or touch each one that is in your hand.</source>
        <translation>Enter lo añade y lo marca. O toque cada uno que tenga en la mano.</translation>
    </message>
    <message>
        <source>Enter adds it. Touch one in the list to take it out again.</source>
        <translation>Enter lo añade. Toque uno de la lista para quitarlo.</translation>
    </message>
    <message>
        <source>{0}: count them, then add up what they say.</source>
        <translation>{0}: cuéntelos y luego sume lo que dicen.</translation>
    </message>
    <message>
        <source>None counted</source>
        <translation>Sin contar</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Cheque</translation>
    </message>
    <message>
        <source>Money order</source>
        <translation>Giro</translation>
    </message>
</context>
<context>
    <name>CrashCard</name>
    <message>
        <source>Something went wrong in the program</source>
        <translation>Algo falló en el programa</translation>
    </message>
    <message>
        <source>Nothing was saved by the last step. Look at the journal before you try it again.</source>
        <translation>El último paso no guardó nada. Mire el diario antes de repetirlo.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>For whoever repairs it: {0}</source>
        <translation>Para quien lo repare: {0}</translation>
    </message>
</context>
<context>
    <name>Credits</name>
    <message>
        <source>Its code was not seen, so nothing is paid with it.</source>
        <translation>No se vio su código, así que no se paga nada con él.</translation>
    </message>
    <message>
        <source>Scan the paper, or replace it first.</source>
        <translation>Escanee el papel, o reemplácelo primero.</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>Emitido</translation>
    </message>
    <message>
        <source>Left on it</source>
        <translation>Queda</translation>
    </message>
    <message>
        <source>Use an expired credit</source>
        <translation>Usar un crédito vencido</translation>
    </message>
    <message>
        <source>Replace the paper</source>
        <translation>Reemplazar el papel</translation>
    </message>
    <message>
        <source>Void today’s sale</source>
        <translation>Anular la venta de hoy</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>Titular</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>desconocido</translation>
    </message>
    <message>
        <source>{0} stays on it.</source>
        <translation>Quedan {0}.</translation>
    </message>
    <message>
        <source>Taken off it</source>
        <translation>Se descuenta</translation>
    </message>
    <message>
        <source>Count it into the hand, then close the drawer.</source>
        <translation>Cuéntelo en la mano y cierre el cajón.</translation>
    </message>
    <message>
        <source>Paid out in cash</source>
        <translation>Pagado en efectivo</translation>
    </message>
    <message>
        <source>Cash to customer</source>
        <translation>Efectivo al cliente</translation>
    </message>
    <message>
        <source>The old code is worth nothing now.</source>
        <translation>El código anterior ya no vale nada.</translation>
    </message>
    <message>
        <source>Keep the card: it is worth nothing now.</source>
        <translation>Quédese con la tarjeta: ya no vale nada.</translation>
    </message>
    <message>
        <source>New paper</source>
        <translation>Papel nuevo</translation>
    </message>
    <message>
        <source>On the new paper</source>
        <translation>En el papel nuevo</translation>
    </message>
    <message>
        <source>Sale voided</source>
        <translation>Venta anulada</translation>
    </message>
    <message>
        <source>Back to the card</source>
        <translation>De vuelta a la tarjeta</translation>
    </message>
    <message>
        <source>Use it for a register’s receipt</source>
        <translation>Usarlo para un recibo de caja</translation>
    </message>
    <message>
        <source>Pay the rest out in cash</source>
        <translation>Pagar el resto en efectivo</translation>
    </message>
    <message>
        <source>Esc goes one step back; nothing is lost.</source>
        <translation>Esc vuelve un paso; no se pierde nada.</translation>
    </message>
    <message>
        <source>Found without its code: it can be replaced only.</source>
        <translation>Hallado sin su código: solo se puede reemplazar.</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>No se permite</translation>
    </message>
    <message>
        <source>up to {0}</source>
        <translation>hasta {0}</translation>
    </message>
    <message>
        <source>How much does the register take?</source>
        <translation>¿Cuánto cobra la caja?</translation>
    </message>
    <message>
        <source>Nothing typed takes all of it: {0}.</source>
        <translation>Sin escribir nada se toma todo: {0}.</translation>
    </message>
    <message>
        <source>Number of the register’s receipt</source>
        <translation>Número del recibo de caja</translation>
    </message>
    <message>
        <source>Why is it replaced?</source>
        <translation>¿Por qué se reemplaza?</translation>
    </message>
    <message>
        <source>Why is the sale voided?</source>
        <translation>¿Por qué se anula la venta?</translation>
    </message>
    <message>
        <source>What happened?</source>
        <translation>¿Qué pasó?</translation>
    </message>
    <message>
        <source>Refund {0} on the terminal, then type its code</source>
        <translation>Reembolse {0} en la terminal y escriba su código</translation>
    </message>
    <message>
        <source>What should be done?</source>
        <translation>¿Qué desea hacer?</translation>
    </message>
    <message>
        <source>Press a number, or F12 for what is suggested.</source>
        <translation>Presione un número, o F12 para lo que se sugiere.</translation>
    </message>
    <message>
        <source>needs a manager</source>
        <translation>requiere gerente</translation>
    </message>
    <message>
        <source>All of it is paid out; then the code is worth nothing.</source>
        <translation>Se paga todo; después el código ya no vale nada.</translation>
    </message>
    <message>
        <source>{0} is left on it.</source>
        <translation>Quedan {0}.</translation>
    </message>
    <message>
        <source>Esc, and type so much or less.</source>
        <translation>Esc, y escriba eso o menos.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Sigue</translation>
    </message>
    <message>
        <source>Take it off</source>
        <translation>Descontar</translation>
    </message>
    <message>
        <source>Ask a manager</source>
        <translation>Pedir un gerente</translation>
    </message>
    <message>
        <source>Pay in cash</source>
        <translation>Pagar en efectivo</translation>
    </message>
    <message>
        <source>Goes on a new paper</source>
        <translation>Va en un papel nuevo</translation>
    </message>
    <message>
        <source>Finish the void</source>
        <translation>Anular ahora</translation>
    </message>
    <message>
        <source>Void the sale</source>
        <translation>Anular la venta</translation>
    </message>
    <message>
        <source>Next customer</source>
        <translation>Siguiente cliente</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Reemplazarlo</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Usarlo</translation>
    </message>
    <message>
        <source>Store credit and gift cards</source>
        <translation>Crédito y tarjetas de regalo</translation>
    </message>
    <message>
        <source>Scan the code, or type its six groups and press Enter.</source>
        <translation>Escanee el código, o escriba sus seis grupos y presione Enter.</translation>
    </message>
    <message>
        <source>No credit is open.</source>
        <translation>No hay ningún crédito abierto.</translation>
    </message>
    <message>
        <source>Scan a store credit or a gift card: it opens anywhere.</source>
        <translation>Escanee un crédito o una tarjeta de regalo: se abre desde cualquier lugar.</translation>
    </message>
    <message>
        <source>Looking at it takes nothing off it.</source>
        <translation>Mirarlo no le descuenta nada.</translation>
    </message>
    <message>
        <source>No paper</source>
        <translation>Sin papel</translation>
    </message>
    <message>
        <source>Sell a gift card</source>
        <translation>Vender tarjeta de regalo</translation>
    </message>
    <message>
        <source>Sell a card</source>
        <translation>Vender tarjeta</translation>
    </message>
    <message>
        <source>Nothing open</source>
        <translation>Nada abierto</translation>
    </message>
    <message>
        <source>Scan a code</source>
        <translation>Escanear</translation>
    </message>
    <message>
        <source>What is found can be replaced, never spent or cashed.</source>
        <translation>Lo que se halle se puede reemplazar, nunca gastar ni cobrar.</translation>
    </message>
    <message>
        <source>Look for it.</source>
        <translation>Búsquelo.</translation>
    </message>
    <message>
        <source>Scan the slip of the return or sale that issued it,</source>
        <translation>Escanee el comprobante de la devolución o venta que lo emitió,</translation>
    </message>
    <message>
        <source>or type the customer’s number or phone.</source>
        <translation>o escriba el número o el teléfono del cliente.</translation>
    </message>
    <message>
        <source>Slip, customer’s number or phone</source>
        <translation>Comprobante, número o teléfono</translation>
    </message>
    <message>
        <source>Choose one</source>
        <translation>Elija uno</translation>
    </message>
    <message>
        <source>Look for it</source>
        <translation>Búsquelo</translation>
    </message>
    <message>
        <source>Open the first</source>
        <translation>Abrir el primero</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Number {0}; the slip prints now</source>
        <translation>Número {0}; se imprime el comprobante</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Importe</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Rechazada</translation>
    </message>
    <message>
        <source>Open a till</source>
        <translation>Abrir una caja</translation>
    </message>
    <message>
        <source>The card was declined. No money moved.</source>
        <translation>La tarjeta fue rechazada. No se movió dinero.</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Preguntar otra vez</translation>
    </message>
    <message>
        <source>Bought today before</source>
        <translation>Comprado hoy antes</translation>
    </message>
    <message>
        <source>Never above</source>
        <translation>Nunca más de</translation>
    </message>
    <message>
        <source>Buyer without a name</source>
        <translation>Comprador sin nombre</translation>
    </message>
    <message>
        <source>Card {0}</source>
        <translation>Tarjeta {0}</translation>
    </message>
    <message>
        <source>The buyer was told about scams.</source>
        <translation>Se advirtió al comprador sobre estafas.</translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation>Comprador</translation>
    </message>
    <message>
        <source>Gift card sold</source>
        <translation>Tarjeta de regalo vendida</translation>
    </message>
    <message>
        <source>Change to customer</source>
        <translation>Cambio al cliente</translation>
    </message>
    <message>
        <source>On the gift card</source>
        <translation>En la tarjeta de regalo</translation>
    </message>
    <message>
        <source>The card prints now, with its code.</source>
        <translation>La tarjeta se imprime ahora, con su código.</translation>
    </message>
    <message>
        <source>It prints with a code of its own once it is paid.</source>
        <translation>Se imprime con su propio código cuando está pagada.</translation>
    </message>
    <message>
        <source>Gift cards are for gifts.</source>
        <translation>Las tarjetas de regalo son para regalar.</translation>
    </message>
    <message>
        <source>Ask who the card is for before you take the money.</source>
        <translation>Pregunte para quién es la tarjeta antes de cobrar.</translation>
    </message>
    <message>
        <source>Nothing is sold until you press F12.</source>
        <translation>No se vende nada hasta que presione F12.</translation>
    </message>
    <message>
        <source>Other buyer</source>
        <translation>Otro comprador</translation>
    </message>
    <message>
        <source>2 5 0 0 is 25.00.</source>
        <translation>2 5 0 0 es 25.00.</translation>
    </message>
    <message>
        <source>Cash received for {0}?</source>
        <translation>¿Efectivo recibido por {0}?</translation>
    </message>
    <message>
        <source>Buyer’s number or phone</source>
        <translation>Número o teléfono del comprador</translation>
    </message>
    <message>
        <source>Only a keyed hash of it is kept.</source>
        <translation>Solo se guarda una huella cifrada.</translation>
    </message>
    <message>
        <source>Take {0} on the terminal, then type its code</source>
        <translation>Cobre {0} en la terminal y escriba su código</translation>
    </message>
    <message>
        <source>Name the buyer</source>
        <translation>Identificar al comprador</translation>
    </message>
    <message>
        <source>Customer pays</source>
        <translation>El cliente paga</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Tarjeta</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Efectivo</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Cambiar</translation>
    </message>
    <message>
        <source>Finish payment</source>
        <translation>Terminar el pago</translation>
    </message>
    <message>
        <source>Change {0}</source>
        <translation>Cambio {0}</translation>
    </message>
    <message>
        <source>{0} is still missing.</source>
        <translation>Aún faltan {0}.</translation>
    </message>
    <message>
        <source>Type an ID</source>
        <translation>Escribir ID</translation>
    </message>
    <message>
        <source>How much goes on it?</source>
        <translation>¿Cuánto se le carga?</translation>
    </message>
    <message>
        <source>Leave it empty for the exact amount.</source>
        <translation>Déjelo vacío si pagan exacto.</translation>
    </message>
    <message>
        <source>Or scan the buyer’s ID.</source>
        <translation>O escanee la identificación del comprador.</translation>
    </message>
    <message>
        <source>State and number of the ID, like TX 12345678</source>
        <translation>Estado y número de la identificación, como TX 12345678</translation>
    </message>
    <message>
        <source>Take from card</source>
        <translation>Cobrar a tarjeta</translation>
    </message>
    <message>
        <source>Take cash</source>
        <translation>Cobrar efectivo</translation>
    </message>
    <message>
        <source>Gift card</source>
        <translation>Tarjeta de regalo</translation>
    </message>
    <message>
        <source>Store credit</source>
        <translation>Crédito de tienda</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Vigente</translation>
    </message>
    <message>
        <source>Used up</source>
        <translation>Agotado</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Vencido</translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation>Reemplazado</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>Anulado</translation>
    </message>
    <message>
        <source>Does not expire</source>
        <translation>No vence</translation>
    </message>
    <message>
        <source>Was good until {0}</source>
        <translation>Valía hasta el {0}</translation>
    </message>
    <message>
        <source>Good until {0}</source>
        <translation>Vale hasta el {0}</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Día</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Qué pasó</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Queda</translation>
    </message>
    <message>
        <source>Its last good day</source>
        <translation>Su último día válido</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Perdido</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>No se puede leer</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>Vendida</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>Devuelto</translation>
    </message>
    <message>
        <source>Used at a register</source>
        <translation>Usado en una caja</translation>
    </message>
    <message>
        <source>Paid for goods</source>
        <translation>Pagó una compra</translation>
    </message>
    <message>
        <source>Replaced by a new paper</source>
        <translation>Reemplazado por un papel nuevo</translation>
    </message>
    <message>
        <source>Issued for an old paper</source>
        <translation>Emitido por un papel anterior</translation>
    </message>
    <message>
        <source>Voided</source>
        <translation>Anulada</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Cambiado</translation>
    </message>
    <message>
        <source>Slip {0} at {1}</source>
        <translation>Comprobante {0} en {1}</translation>
    </message>
    <message>
        <source>No law of this place pays it out in cash.</source>
        <translation>Ninguna ley de este lugar lo paga en efectivo.</translation>
    </message>
    <message>
        <source>In {0} gift cards give cash; this is store credit.</source>
        <translation>En {0} se pagan las tarjetas de regalo; esto es crédito de tienda.</translation>
    </message>
    <message>
        <source>Source: {0}</source>
        <translation>Fuente: {0}</translation>
    </message>
    <message>
        <source>In {0}, under {1} is given in cash when the holder asks.</source>
        <translation>En {0}, menos de {1} se da en efectivo si el titular lo pide.</translation>
    </message>
    <message>
        <source>In {0}, up to {1} is given in cash when the holder asks.</source>
        <translation>En {0}, hasta {1} se da en efectivo si el titular lo pide.</translation>
    </message>
    <message>
        <source>Or once {0} % of it is used.</source>
        <translation>O cuando se ha usado el {0} %.</translation>
    </message>
    <message>
        <source>Put on it</source>
        <translation>Cargado</translation>
    </message>
    <message>
        <source>Taken off</source>
        <translation>Descontado</translation>
    </message>
    <message>
        <source>Whoever holds it</source>
        <translation>Quien lo tenga</translation>
    </message>
    <message>
        <source>Its code was seen.</source>
        <translation>Se vio su código.</translation>
    </message>
    <message>
        <source>Its code was not seen.</source>
        <translation>No se vio su código.</translation>
    </message>
    <message>
        <source>Cash by law</source>
        <translation>Efectivo por ley</translation>
    </message>
    <message>
        <source>Gift cards to one person a day</source>
        <translation>Tarjetas de regalo por persona y día</translation>
    </message>
    <message>
        <source>Without a name up to</source>
        <translation>Sin nombre, hasta</translation>
    </message>
    <message>
        <source>A manager above</source>
        <translation>Gerente, desde</translation>
    </message>
    <message>
        <source>A card from</source>
        <translation>Tarjeta desde</translation>
    </message>
    <message>
        <source>For one person and day.</source>
        <translation>Por persona y día.</translation>
    </message>
    <message>
        <source>Bought today already: {0}</source>
        <translation>Ya comprado hoy: {0}</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Límites</translation>
    </message>
    <message>
        <source>Alt+C names the buyer; or scan or type an ID.</source>
        <translation>Alt+C indica quién compra; o escanee o escriba una identificación.</translation>
    </message>
    <message>
        <source>Customer told</source>
        <translation>Cliente avisado</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Comprobado</translation>
    </message>
</context>
<context>
    <name>CreditsScreen</name>
    <message>
        <source>Scan a store credit or a gift card, or type its code</source>
        <translation>Escanee un crédito o una tarjeta de regalo, o escriba su código</translation>
    </message>
</context>
<context>
    <name>Customer</name>
    <message>
        <source>Please have your receipt ready.</source>
        <translation>Tenga a mano su recibo, por favor.</translation>
    </message>
</context>
<context>
    <name>DenominationGrid</name>
    <message>
        <source>Pieces</source>
        <translation>Piezas</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Importe</translation>
    </message>
</context>
<context>
    <name>DeskWatch</name>
    <message>
        <source>Locks after {0} min without a key</source>
        <translation>Se bloquea tras {0} min sin uso</translation>
    </message>
    <message>
        <source>The drawer did not open. Use its key.</source>
        <translation>El cajón no se abrió. Use su llave.</translation>
    </message>
    <message>
        <source>The printer does not answer. What was done is posted; it prints later.</source>
        <translation>La impresora no responde. Lo hecho está registrado; se imprime después.</translation>
    </message>
    <message>
        <source>A slip may not have printed. Look at the paper, then print it again.</source>
        <translation>Quizá un comprobante no se imprimió. Mire el papel y reimprímalo.</translation>
    </message>
</context>
<context>
    <name>DoneFoot</name>
    <message>
        <source>Print again</source>
        <translation>Reimprimir</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>Anular</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Rechazada</translation>
    </message>
    <message>
        <source>Approval code</source>
        <translation>Código de aprobación</translation>
    </message>
    <message>
        <source>What happened?</source>
        <translation>¿Qué pasó?</translation>
    </message>
    <message>
        <source>Why is it voided?</source>
        <translation>¿Por qué se anula?</translation>
    </message>
    <message>
        <source>Void the refund of {0} on the terminal, then type its approval code</source>
        <translation>Anule en la terminal la devolución de {0} y escriba el código de aprobación</translation>
    </message>
    <message>
        <source>Refund {0} to the card on the terminal, then type its approval code</source>
        <translation>Reembolse {0} a la tarjeta en la terminal y escriba su código de aprobación</translation>
    </message>
</context>
<context>
    <name>DonePage</name>
    <message>
        <source>Print again</source>
        <translation>Reimprimir</translation>
    </message>
    <message>
        <source>Return taken back</source>
        <translation>Devolución anulada</translation>
    </message>
    <message>
        <source>Void {0}, posted {1}</source>
        <translation>Anulación {0}, registrada a las {1}</translation>
    </message>
    <message>
        <source>Refund done</source>
        <translation>Reembolso hecho</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Artículos recibidos</translation>
    </message>
    <message>
        <source>Return {0}, posted {1}</source>
        <translation>Devolución {0}, registrada a las {1}</translation>
    </message>
    <message>
        <source>Exchange done</source>
        <translation>Cambio hecho</translation>
    </message>
    <message>
        <source>Exchange {0}, posted {1}</source>
        <translation>Cambio {0}, registrado {1}</translation>
    </message>
    <message>
        <source>This return was voided</source>
        <translation>Esta devolución fue anulada</translation>
    </message>
    <message>
        <source>Close the drawer</source>
        <translation>Cierre el cajón</translation>
    </message>
    <message>
        <source>Customer’s slip</source>
        <translation>Comprobante</translation>
    </message>
    <message>
        <source>Store copy to sign</source>
        <translation>Copia para firmar</translation>
    </message>
    <message>
        <source>Store credit slip</source>
        <translation>Vale de crédito</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>Impreso</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Enviado</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Look at the printer</source>
        <translation>Mire la impresora</translation>
    </message>
    <message>
        <source>Not printed</source>
        <translation>Sin imprimir</translation>
    </message>
    <message>
        <source>Till {0} settled</source>
        <translation>Caja {0} liquidada</translation>
    </message>
    <message>
        <source>Settlement {0}, {1}</source>
        <translation>Liquidación {0}, {1}</translation>
    </message>
    <message>
        <source>Books stand at {0} entries</source>
        <translation>Los libros tienen {0} asientos</translation>
    </message>
    <message>
        <source>The slip says where they stood before it.</source>
        <translation>El comprobante dice cuántos había antes.</translation>
    </message>
    <message>
        <source>Still unfinished</source>
        <translation>Aún sin terminar</translation>
    </message>
    <message>
        <source>and {0} more, behind F9</source>
        <translation>y {0} más, con F9</translation>
    </message>
</context>
<context>
    <name>Elsewhere</name>
    <message>
        <source>{0} asks for a manager at {1}.</source>
        <translation>{0} pide un gerente en {1}.</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ver</translation>
    </message>
</context>
<context>
    <name>FindPage</name>
    <message>
        <source>Key the paper</source>
        <translation>Teclear papel</translation>
    </message>
    <message>
        <source>Without paper</source>
        <translation>Sin papel</translation>
    </message>
    <message>
        <source>Receipt number, or STORE/REGISTER/DATE/NUMBER</source>
        <translation>Número de recibo, o TIENDA/CAJA/FECHA/NÚMERO</translation>
    </message>
    <message>
        <source>Scan the receipt</source>
        <translation>Escanee el recibo</translation>
    </message>
    <message>
        <source>Or type its number above and press Enter.</source>
        <translation>O escriba arriba su número y presione Enter.</translation>
    </message>
    <message>
        <source>Opening a receipt moves no money.</source>
        <translation>Abrir un recibo no mueve dinero.</translation>
    </message>
    <message>
        <source>Register {0}</source>
        <translation>Caja {0}</translation>
    </message>
    <message>
        <source>{0} lines</source>
        <translation>{0} líneas</translation>
    </message>
    <message>
        <source>1 line</source>
        <translation>1 línea</translation>
    </message>
</context>
<context>
    <name>FindingsBar</name>
    <message>
        <source>+{0} more</source>
        <translation>+{0} más</translation>
    </message>
    <message>
        <source>Show the next of {0} more</source>
        <translation>Mostrar el siguiente de {0} más</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Aviso</translation>
    </message>
    <message>
        <source>Needs a manager</source>
        <translation>Requiere un gerente</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Rechazado</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>No permitido</translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <source>Search everything</source>
        <translation>Buscar en todo</translation>
    </message>
</context>
<context>
    <name>GoodsScreen</name>
    <message>
        <source>Goods back</source>
        <translation>Mercancía</translation>
    </message>
    <message>
        <source>Day before</source>
        <translation>Día anterior</translation>
    </message>
    <message>
        <source>Day after</source>
        <translation>Día siguiente</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Día</translation>
    </message>
    <message>
        <source>Which day? 11/7 or 2026-11-07</source>
        <translation>¿Qué día? 11/7 o 2026-11-07</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Artículo</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>Comprobante</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Cantidad</translation>
    </message>
    <message>
        <source>No goods came back on this day</source>
        <translation>Ese día no volvió mercancía</translation>
    </message>
    <message>
        <source>Each returned item stands here, by where it goes.</source>
        <translation>Aquí está cada artículo devuelto, según su destino.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todo</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>Destino</translation>
    </message>
    <message>
        <source>Lines by where the goods go. Voided returns are left out.</source>
        <translation>Líneas según el destino de la mercancía. Sin devoluciones anuladas.</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>Listas</translation>
    </message>
    <message>
        <source>All lists</source>
        <translation>Todas las listas</translation>
    </message>
    <message>
        <source>Print the list</source>
        <translation>Imprimir la lista</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>líneas</translation>
    </message>
    <message>
        <source>The list prints now.</source>
        <translation>La lista se imprime ahora.</translation>
    </message>
</context>
<context>
    <name>HomeScreen</name>
    <message>
        <source>Look at them</source>
        <translation>Verlas</translation>
    </message>
    <message>
        <source>They were interrupted. Ask again, or a manager settles them.</source>
        <translation>Quedaron a medias. Pregunte otra vez, o las aclara un gerente.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Open the till</source>
        <translation>Abrir la caja</translation>
    </message>
    <message>
        <source>Money moves only from an open till.</source>
        <translation>El dinero solo sale de una caja abierta.</translation>
    </message>
    <message>
        <source>Scan a receipt</source>
        <translation>Escanee un recibo</translation>
    </message>
    <message>
        <source>Find a receipt</source>
        <translation>Buscar un recibo</translation>
    </message>
    <message>
        <source>No barcode? Type the number that is printed.</source>
        <translation>¿Sin código? Escriba el número impreso.</translation>
    </message>
    <message>
        <source>Ready for the next customer</source>
        <translation>Listo para el próximo cliente</translation>
    </message>
    <message>
        <source>Scan something. The desk opens the right task by itself.</source>
        <translation>Escanee algo. El mostrador abre solo la tarea correcta.</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>En espera</translation>
    </message>
</context>
<context>
    <name>KeyMap</name>
    <message>
        <source>These keys</source>
        <translation>Estas teclas</translation>
    </message>
    <message>
        <source>Park the work, or go on with parked work</source>
        <translation>Apartar, o seguir con lo apartado</translation>
    </message>
    <message>
        <source>More, then a letter</source>
        <translation>Más, luego una letra</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Pantalla completa</translation>
    </message>
    <message>
        <source>Pay, approve, finish</source>
        <translation>Pagar, autorizar, terminar</translation>
    </message>
    <message>
        <source>Change how it is paid</source>
        <translation>Cambiar la forma de pago</translation>
    </message>
    <message>
        <source>Go on, acknowledge; never pays</source>
        <translation>Seguir, confirmar; nunca paga</translation>
    </message>
    <message>
        <source>One step back; nothing is lost</source>
        <translation>Un paso atrás; nada se pierde</translation>
    </message>
    <message>
        <source>A number: choose a reason or parked work</source>
        <translation>Un número: motivo o trabajo apartado</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>Buscar en todo</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>Reimprimir</translation>
    </message>
    <message>
        <source>Lock the desk</source>
        <translation>Bloquear el mostrador</translation>
    </message>
</context>
<context>
    <name>KeyedPage</name>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>Key the paper receipt</source>
        <translation>Teclear el recibo de papel</translation>
    </message>
    <message>
        <source>Once per receipt. The register’s own takes its place when it arrives.</source>
        <translation>Una vez por recibo. El de la caja lo sustituye cuando llega.</translation>
    </message>
    <message>
        <source>Receipt number</source>
        <translation>Número de recibo</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>Caja</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>Secuencia</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Fecha</translation>
    </message>
    <message>
        <source>Item: scan or type</source>
        <translation>Artículo: escanee o escriba</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Cantidad</translation>
    </message>
    <message>
        <source>Paid without tax</source>
        <translation>Pagado sin impuesto</translation>
    </message>
    <message>
        <source>Tax</source>
        <translation>Impuesto</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Añadir</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Paid with</source>
        <translation>Pagado con</translation>
    </message>
    <message>
        <source>No lines yet</source>
        <translation>Aún no hay líneas</translation>
    </message>
    <message>
        <source>Type what the paper shows.</source>
        <translation>Escriba lo que muestra el papel.</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Artículo</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Pagado</translation>
    </message>
    <message>
        <source>Scan or type the item.</source>
        <translation>Escanee o escriba el artículo.</translation>
    </message>
    <message>
        <source>Type what was paid.</source>
        <translation>Escriba lo que se pagó.</translation>
    </message>
    <message>
        <source>Type the date like 2026-11-07.</source>
        <translation>Escriba la fecha así: 2026-11-07.</translation>
    </message>
    <message>
        <source>Type the number of the sale, digits only.</source>
        <translation>Escriba el número de la venta, solo cifras.</translation>
    </message>
    <message>
        <source>A manager looks at the paper before money is paid out.</source>
        <translation>Un gerente mira el papel antes de pagar.</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Líneas</translation>
    </message>
    <message>
        <source>Receipt not here yet</source>
        <translation>El recibo aún no ha llegado</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Clear</source>
        <translation>Borrar</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Borrar una cifra</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Type at least {0} characters.</source>
        <translation>Escriba al menos {0} caracteres.</translation>
    </message>
    <message>
        <source>This is not the same. Type both again.</source>
        <translation>No es igual. Escriba las dos otra vez.</translation>
    </message>
    <message>
        <source>Type where the copy goes.</source>
        <translation>Escriba dónde va la copia.</translation>
    </message>
    <message>
        <source>A file of this name is there already. Choose another name.</source>
        <translation>Ya hay un archivo con ese nombre. Elija otro nombre.</translation>
    </message>
    <message>
        <source>This file cannot be written. Choose another place.</source>
        <translation>Ese archivo no se puede escribir. Elija otro lugar.</translation>
    </message>
    <message>
        <source>The copy is in {0}. Keep it and the passphrase in two places.</source>
        <translation>La copia está en {0}. Guarde la copia y la frase secreta en dos lugares.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase secreta</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>Frase secreta otra vez</translation>
    </message>
    <message>
        <source>File of the copy</source>
        <translation>Archivo de la copia</translation>
    </message>
    <message>
        <source>At least {0} characters. A few words that only you put together are best.</source>
        <translation>Al menos {0} caracteres. Lo mejor son unas palabras que solo usted juntaría.</translation>
    </message>
</context>
<context>
    <name>LanePlans</name>
    <message>
        <source>Issue a drawer</source>
        <translation>Entregar cajón</translation>
    </message>
    <message>
        <source>Drawer comes back</source>
        <translation>Vuelve el cajón</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Contar</translation>
    </message>
    <message>
        <source>Loan</source>
        <translation>Préstamo</translation>
    </message>
    <message>
        <source>Pickup bag</source>
        <translation>Bolsa de retiro</translation>
    </message>
    <message>
        <source>Change bag</source>
        <translation>Bolsa de cambio</translation>
    </message>
    <message>
        <source>Spot count</source>
        <translation>Arqueo</translation>
    </message>
    <message>
        <source>Loan arrived</source>
        <translation>Llegó préstamo</translation>
    </message>
    <message>
        <source>Late sales</source>
        <translation>Ventas tardías</translation>
    </message>
    <message>
        <source>The drawer of {0} is out. Its slip prints now.</source>
        <translation>El cajón de {0} está fuera. Su comprobante se imprime ahora.</translation>
    </message>
    <message>
        <source>The drawer of {0} is back. Count it now or later.</source>
        <translation>El cajón de {0} volvió. Cuéntelo ahora o después.</translation>
    </message>
    <message>
        <source>The loan is on its way to {0}. Two slips print.</source>
        <translation>El préstamo va a {0}. Se imprimen dos comprobantes.</translation>
    </message>
    <message>
        <source>The bag of {0} is on its way to the safe.</source>
        <translation>La bolsa de {0} va a la caja fuerte.</translation>
    </message>
    <message>
        <source>{0} has its change. The slip prints now.</source>
        <translation>{0} tiene su cambio. El comprobante se imprime ahora.</translation>
    </message>
    <message>
        <source>The loan is in the drawer of {0}.</source>
        <translation>El préstamo está en el cajón de {0}.</translation>
    </message>
    <message>
        <source>The late sales of {0} wait for a count of their own.</source>
        <translation>Las ventas tardías de {0} esperan su propio conteo.</translation>
    </message>
    <message>
        <source>Scan the drawer&apos;s tag; it comes back by the same tag.</source>
        <translation>Escanee la etiqueta del cajón; vuelve con la misma.</translation>
    </message>
    <message>
        <source>The float leaves the safe. No cashier: the lane shares the drawer.</source>
        <translation>El fondo sale de la caja fuerte. Sin cajero: la línea comparte el cajón.</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>Fondo</translation>
    </message>
    <message>
        <source>Drawer tag</source>
        <translation>Etiqueta del cajón</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>Precinto</translation>
    </message>
    <message>
        <source>Cashier’s number</source>
        <translation>Número del cajero</translation>
    </message>
    <message>
        <source>By tag and seal</source>
        <translation>Por etiqueta y precinto</translation>
    </message>
    <message>
        <source>Scan the tag of the drawer that came back.</source>
        <translation>Escanee la etiqueta del cajón que volvió.</translation>
    </message>
    <message>
        <source>From then on only a count moves what is in it.</source>
        <translation>Desde entonces solo un conteo mueve lo que hay.</translation>
    </message>
    <message>
        <source>By its own tag</source>
        <translation>Por su propia etiqueta</translation>
    </message>
    <message>
        <source>Cash is brought from the safe to this lane.</source>
        <translation>Se lleva efectivo de la caja fuerte a esta línea.</translation>
    </message>
    <message>
        <source>It counts as the lane&apos;s once the lane has received it.</source>
        <translation>Es de la línea cuando la línea lo haya recibido.</translation>
    </message>
    <message>
        <source>The safe counts it; the lane closes once it is received.</source>
        <translation>La caja fuerte lo cuenta; la línea se cierra al recibirse.</translation>
    </message>
    <message>
        <source>Money is fetched from this lane in a sealed bag.</source>
        <translation>El dinero se recoge de esta línea en una bolsa sellada.</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Efectivo</translation>
    </message>
    <message>
        <source>Bag number</source>
        <translation>Número de bolsa</translation>
    </message>
    <message>
        <source>Between the lane and the safe</source>
        <translation>Entre la línea y la caja fuerte</translation>
    </message>
    <message>
        <source>The pieces that go into the lane&apos;s drawer.</source>
        <translation>Las piezas que entran en el cajón de la línea.</translation>
    </message>
    <message>
        <source>As much comes out of it in other pieces.</source>
        <translation>Sale lo mismo en otras piezas.</translation>
    </message>
    <message>
        <source>What the bag brings</source>
        <translation>Lo que trae la bolsa</translation>
    </message>
    <message>
        <source>The pieces that come out: {0} in all.</source>
        <translation>Las piezas que salen: {0} en total.</translation>
    </message>
    <message>
        <source>In and out must be worth the same.</source>
        <translation>Lo que entra y lo que sale deben valer lo mismo.</translation>
    </message>
    <message>
        <source>What goes back in the bag</source>
        <translation>Lo que vuelve en la bolsa</translation>
    </message>
    <message>
        <source>A change of money is made by two people.</source>
        <translation>El cambio de dinero lo hacen dos personas.</translation>
    </message>
    <message>
        <source>The second one signs with badge or PIN.</source>
        <translation>La segunda firma con credencial o PIN.</translation>
    </message>
    <message>
        <source>In and out are worth the same</source>
        <translation>Entra y sale lo mismo</translation>
    </message>
    <message>
        <source>Count what arrived. What was sent is not shown.</source>
        <translation>Cuente lo que llegó. Lo enviado no se muestra.</translation>
    </message>
    <message>
        <source>What differs waits for a manager.</source>
        <translation>Lo que difiere espera a un gerente.</translation>
    </message>
    <message>
        <source>Cash in the bag</source>
        <translation>Efectivo en la bolsa</translation>
    </message>
    <message>
        <source>It is in the lane&apos;s drawer from now on.</source>
        <translation>Desde ahora está en el cajón de la línea.</translation>
    </message>
    <message>
        <source>A note is needed only if something differs.</source>
        <translation>Solo hace falta una nota si algo difiere.</translation>
    </message>
    <message>
        <source>From the safe</source>
        <translation>De la caja fuerte</translation>
    </message>
    <message>
        <source>Sales arrived after the drawer was settled: {0}.</source>
        <translation>Llegaron ventas tras liquidar el cajón: {0}.</translation>
    </message>
    <message>
        <source>They get a count of their own. What was settled stays as it is.</source>
        <translation>Tienen su propio conteo. Lo liquidado queda como está.</translation>
    </message>
    <message>
        <source>From the register</source>
        <translation>De la caja registradora</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Importe</translation>
    </message>
    <message>
        <source>Give it out</source>
        <translation>Entregar</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Recibir</translation>
    </message>
    <message>
        <source>Send to the lane</source>
        <translation>A la línea</translation>
    </message>
    <message>
        <source>Send to the safe</source>
        <translation>A la caja fuerte</translation>
    </message>
    <message>
        <source>Change the money</source>
        <translation>Cambiar</translation>
    </message>
    <message>
        <source>Take it in</source>
        <translation>Recibir</translation>
    </message>
    <message>
        <source>Take them in</source>
        <translation>Incorporar</translation>
    </message>
</context>
<context>
    <name>LanesScreen</name>
    <message>
        <source>Lanes</source>
        <translation>Líneas</translation>
    </message>
    <message>
        <source>Safe</source>
        <translation>Caja fuerte</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Tablero</translation>
    </message>
    <message>
        <source>This store has no lanes</source>
        <translation>Esta tienda no tiene líneas</translation>
    </message>
    <message>
        <source>Registers become lanes in the set-up.</source>
        <translation>Las registradoras pasan a ser líneas en la configuración.</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Qué hacer</translation>
    </message>
    <message>
        <source>Late sales to count</source>
        <translation>Ventas tardías por contar</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Espera</translation>
    </message>
    <message>
        <source>Press a number or touch a lane.</source>
        <translation>Presione un número o toque una línea.</translation>
    </message>
    <message>
        <source>Its drawer is out. What it holds stays hidden until it is counted.</source>
        <translation>Su cajón está fuera. Lo que hay no se muestra hasta contarlo.</translation>
    </message>
    <message>
        <source>Its drawer is back and waits for its count.</source>
        <translation>Su cajón volvió y espera su conteo.</translation>
    </message>
    <message>
        <source>No drawer is out.</source>
        <translation>Ningún cajón está fuera.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Ask someone who may to sign on.</source>
        <translation>Pida que entre alguien autorizado.</translation>
    </message>
    <message>
        <source>Count {0}</source>
        <translation>Contar {0}</translation>
    </message>
    <message>
        <source>Choose a lane</source>
        <translation>Elija una línea</translation>
    </message>
    <message>
        <source>Choose one</source>
        <translation>Elija uno</translation>
    </message>
    <message>
        <source>Drawers out</source>
        <translation>Cajones fuera</translation>
    </message>
    <message>
        <source>To count</source>
        <translation>Por contar</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>Compartido</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Etiqueta</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>Precinto</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>Cajero</translation>
    </message>
    <message>
        <source>Nothing is settled that was off.</source>
        <translation>Nada liquidado con diferencia.</translation>
    </message>
    <message>
        <source>Variance by cashier, today</source>
        <translation>Diferencia por cajero, hoy</translation>
    </message>
</context>
<context>
    <name>LeavePage</name>
    <message>
        <source>Stays in the drawer</source>
        <translation>Queda en el cajón</translation>
    </message>
    <message>
        <source>The rest goes to the safe. Who opens this till next counts what stayed.</source>
        <translation>El resto va a la caja fuerte. Quien abra esta caja cuenta lo que quedó.</translation>
    </message>
</context>
<context>
    <name>LineTable</name>
    <message>
        <source>Lines</source>
        <translation>Líneas</translation>
    </message>
</context>
<context>
    <name>ListPage</name>
    <message>
        <source>Newer</source>
        <translation>Más nuevos</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>Más antiguos</translation>
    </message>
</context>
<context>
    <name>ListWords</name>
    <message>
        <source>Back to the sender</source>
        <translation>Devolver al remitente</translation>
    </message>
    <message>
        <source>Accept as over or short</source>
        <translation>Aceptar como diferencia</translation>
    </message>
    <message>
        <source>Loan</source>
        <translation>Préstamo</translation>
    </message>
    <message>
        <source>Pickup</source>
        <translation>Retiro</translation>
    </message>
    <message>
        <source>Safe drop</source>
        <translation>A caja fuerte</translation>
    </message>
    <message>
        <source>Prepared float</source>
        <translation>Fondo preparado</translation>
    </message>
    <message>
        <source>Bank deposit</source>
        <translation>Depósito bancario</translation>
    </message>
    <message>
        <source>Petty cash</source>
        <translation>Caja chica</translation>
    </message>
    <message>
        <source>Change order</source>
        <translation>Pedido de cambio</translation>
    </message>
    <message>
        <source>Loan asked for</source>
        <translation>Préstamo pedido</translation>
    </message>
    <message>
        <source>Till {0}</source>
        <translation>Caja {0}</translation>
    </message>
    <message>
        <source>bag {0}</source>
        <translation>bolsa {0}</translation>
    </message>
    <message>
        <source>in dispute</source>
        <translation>en disputa</translation>
    </message>
    <message>
        <source>late</source>
        <translation>tarde</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>En camino</translation>
    </message>
    <message>
        <source>Press a number to receive, send, settle or decide.</source>
        <translation>Presione un número para recibir, enviar, liquidar o decidir.</translation>
    </message>
    <message>
        <source>Nothing waits. All money has arrived, and no advance is open.</source>
        <translation>Nada espera. Todo el dinero llegó y no hay anticipos abiertos.</translation>
    </message>
    <message>
        <source>Open advances</source>
        <translation>Anticipos abiertos</translation>
    </message>
    <message>
        <source>Press a number to settle one.</source>
        <translation>Presione un número para liquidar uno.</translation>
    </message>
    <message>
        <source>No advance is open.</source>
        <translation>No hay anticipos abiertos.</translation>
    </message>
    <message>
        <source>Till {0} · Z {1}</source>
        <translation>Caja {0} · Z {1}</translation>
    </message>
    <message>
        <source>Past Z</source>
        <translation>Z anteriores</translation>
    </message>
    <message>
        <source>Press a number to see one; then it can be printed again.</source>
        <translation>Presione un número para ver uno; luego puede reimprimirse.</translation>
    </message>
    <message>
        <source>No till was settled yet.</source>
        <translation>Aún no se liquidó ninguna caja.</translation>
    </message>
    <message>
        <source>Prepare a till</source>
        <translation>Preparar caja</translation>
    </message>
    <message>
        <source>Force-close a till</source>
        <translation>Forzar el cierre de una caja</translation>
    </message>
    <message>
        <source>Press a number to choose the till.</source>
        <translation>Presione un número para elegir la caja.</translation>
    </message>
    <message>
        <source>Every till is in use.</source>
        <translation>Todas las cajas están en uso.</translation>
    </message>
    <message>
        <source>No other till is open.</source>
        <translation>No hay otra caja abierta.</translation>
    </message>
    <message>
        <source>X report, till {0}</source>
        <translation>Informe X, caja {0}</translation>
    </message>
    <message>
        <source>What the till did so far.</source>
        <translation>Lo que hizo la caja hasta ahora.</translation>
    </message>
    <message>
        <source>It names no amounts: the till stays blind until it is counted.</source>
        <translation>No dice importes: la caja sigue a ciegas hasta que se cuente.</translation>
    </message>
    <message>
        <source>Printing it changes nothing in the till.</source>
        <translation>Imprimirlo no cambia nada en la caja.</translation>
    </message>
    <message>
        <source>It prints again as it was, marked as a duplicate.</source>
        <translation>Se reimprime como era, marcado como duplicado.</translation>
    </message>
    <message>
        <source>That it was printed again is logged.</source>
        <translation>La reimpresión queda registrada.</translation>
    </message>
    <message>
        <source>Take {0}, give cash</source>
        <translation>Recibir {0}, dar efectivo</translation>
    </message>
    <message>
        <source>Give {0}, take cash</source>
        <translation>Dar {0}, recibir efectivo</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Suspendida</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abierta</translation>
    </message>
    <message>
        <source>Not used yet</source>
        <translation>Sin usar todavía</translation>
    </message>
    <message>
        <source>Settled {0}</source>
        <translation>Liq. {0}</translation>
    </message>
</context>
<context>
    <name>Lists</name>
    <message>
        <source>Nothing waits to be received.</source>
        <translation>No hay nada por recibir.</translation>
    </message>
    <message>
        <source>The Z prints again, marked as a duplicate.</source>
        <translation>El Z se reimprime, marcado como duplicado.</translation>
    </message>
    <message>
        <source>The X prints now.</source>
        <translation>El X se imprime ahora.</translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message>
        <source>Sign on first</source>
        <translation>Primero inicie sesión</translation>
    </message>
    <message>
        <source>Then scan it again. Nothing was opened.</source>
        <translation>Luego escanéelo otra vez. No se abrió nada.</translation>
    </message>
    <message>
        <source>Who are you?</source>
        <translation>¿Quién es usted?</translation>
    </message>
    <message>
        <source>Type your operator number.</source>
        <translation>Escriba su número de operador.</translation>
    </message>
    <message>
        <source>One parked, safe</source>
        <translation>Uno en espera, a salvo</translation>
    </message>
    <message>
        <source>{0} parked, all safe</source>
        <translation>{0} en espera, a salvo</translation>
    </message>
    <message>
        <source>It opens again when its operator signs on.</source>
        <translation>Se abre cuando su operador inicia sesión.</translation>
    </message>
    <message>
        <source>Or sign on with number and PIN</source>
        <translation>O entre con número y PIN</translation>
    </message>
    <message>
        <source>For days when the badge is at home.</source>
        <translation>Para cuando la credencial quedó en casa.</translation>
    </message>
    <message>
        <source>Operator number</source>
        <translation>Número de operador</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Sign on</source>
        <translation>Entrar</translation>
    </message>
    <message>
        <source>Too many wrong PINs? A manager can unlock you.</source>
        <translation>¿Demasiados PIN erróneos? Un gerente lo desbloquea.</translation>
    </message>
    <message>
        <source>Español</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Scan your badge</source>
        <translation>Escanee su credencial</translation>
    </message>
    <message>
        <source>You go straight back to where you were.</source>
        <translation>Vuelve directo a donde estaba.</translation>
    </message>
</context>
<context>
    <name>MoneyEdit</name>
    <message>
        <source>Amount</source>
        <translation>Importe</translation>
    </message>
</context>
<context>
    <name>MoreScreen</name>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
    <message>
        <source>Press a letter, or touch a row.</source>
        <translation>Presione una letra o toque una fila.</translation>
    </message>
    <message>
        <source>Unlock a colleague</source>
        <translation>Desbloquear a un colega</translation>
    </message>
    <message>
        <source>Requests for a manager</source>
        <translation>Solicitudes al gerente</translation>
    </message>
    <message>
        <source>Close the customer’s screen</source>
        <translation>Cerrar la pantalla del cliente</translation>
    </message>
    <message>
        <source>Customer’s screen</source>
        <translation>Pantalla del cliente</translation>
    </message>
    <message>
        <source>Light colors</source>
        <translation>Colores claros</translation>
    </message>
    <message>
        <source>Dark colors</source>
        <translation>Colores oscuros</translation>
    </message>
    <message>
        <source>Español</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Full screen, or window</source>
        <translation>Pantalla completa o ventana</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>Buscar en todo</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>Lock the desk</source>
        <translation>Bloquear el mostrador</translation>
    </message>
    <message>
        <source>Press the number of the colleague who stands in front of you.</source>
        <translation>Presione el número del colega que está frente a usted.</translation>
    </message>
    <message>
        <source>Nobody is locked out</source>
        <translation>Nadie está bloqueado</translation>
    </message>
    <message>
        <source>Wrong PINs keep no colleague from signing on.</source>
        <translation>Ningún colega está bloqueado por PIN incorrectos.</translation>
    </message>
    <message>
        <source>Too many wrong PINs: {0}</source>
        <translation>Demasiados PIN incorrectos: {0}</translation>
    </message>
    <message>
        <source>{0} is unlocked and can sign on again.</source>
        <translation>{0} ya no tiene bloqueo y puede volver a iniciar sesión.</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Tienda</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>Estación</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Inicio</translation>
    </message>
</context>
<context>
    <name>MovePage</name>
    <message>
        <source>Digits fill in from the right: 1 5 0 0 is 15.00.</source>
        <translation>Los dígitos entran por la derecha: 1 5 0 0 es 15.00.</translation>
    </message>
</context>
<context>
    <name>MoveWords</name>
    <message>
        <source>Paid out</source>
        <translation>Pago</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>Ingreso</translation>
    </message>
    <message>
        <source>Safe drop</source>
        <translation>A caja fuerte</translation>
    </message>
    <message>
        <source>Pickup</source>
        <translation>Retiro</translation>
    </message>
    <message>
        <source>Loan</source>
        <translation>Préstamo</translation>
    </message>
    <message>
        <source>No sale</source>
        <translation>Sin venta</translation>
    </message>
    <message>
        <source>Change money</source>
        <translation>Cambiar dinero</translation>
    </message>
    <message>
        <source>Swap tenders</source>
        <translation>Canjear</translation>
    </message>
    <message>
        <source>Counterfeit note</source>
        <translation>Billete falso</translation>
    </message>
    <message>
        <source>Settle petty cash</source>
        <translation>Liquidar anticipo</translation>
    </message>
    <message>
        <source>Ask for a loan</source>
        <translation>Pedir préstamo</translation>
    </message>
    <message>
        <source>Spot count</source>
        <translation>Arqueo</translation>
    </message>
    <message>
        <source>X report</source>
        <translation>Informe X</translation>
    </message>
    <message>
        <source>Past Z</source>
        <translation>Z anteriores</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>Suspender</translation>
    </message>
    <message>
        <source>Count later</source>
        <translation>Contar después</translation>
    </message>
    <message>
        <source>Prepare a till</source>
        <translation>Preparar caja</translation>
    </message>
    <message>
        <source>Force-close</source>
        <translation>Forzar cierre</translation>
    </message>
    <message>
        <source>Receive</source>
        <translation>Recibir</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Decidir</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Dinero</translation>
    </message>
    <message>
        <source>Safe</source>
        <translation>Caja fuerte</translation>
    </message>
    <message>
        <source>Till and reports</source>
        <translation>Caja e informes</translation>
    </message>
    <message>
        <source>The store pays for something in cash</source>
        <translation>La tienda paga algo en efectivo</translation>
    </message>
    <message>
        <source>Cash comes in from outside</source>
        <translation>Entra efectivo de fuera</translation>
    </message>
    <message>
        <source>Open the drawer, with a reason</source>
        <translation>Abrir el cajón, con un motivo</translation>
    </message>
    <message>
        <source>Large notes for small, worth the same</source>
        <translation>Billetes grandes por chicos, mismo valor</translation>
    </message>
    <message>
        <source>A check for cash, or back</source>
        <translation>Un cheque por efectivo, o al revés</translation>
    </message>
    <message>
        <source>Keep the note and book it</source>
        <translation>Retener el billete y registrarlo</translation>
    </message>
    <message>
        <source>Cash until receipt and change are back</source>
        <translation>Efectivo hasta que vuelvan recibo y cambio</translation>
    </message>
    <message>
        <source>Receipt and change came back</source>
        <translation>Volvieron el recibo y el cambio</translation>
    </message>
    <message>
        <source>Ask for cash from the safe</source>
        <translation>Pedir efectivo a la caja fuerte</translation>
    </message>
    <message>
        <source>Bring cash from the safe</source>
        <translation>Traer efectivo de la caja fuerte</translation>
    </message>
    <message>
        <source>Count now; the till stays open</source>
        <translation>Contar ahora; la caja sigue abierta</translation>
    </message>
    <message>
        <source>What the till did so far</source>
        <translation>Lo que hizo la caja hasta ahora</translation>
    </message>
    <message>
        <source>Print any settlement again</source>
        <translation>Reimprimir cualquier liquidación</translation>
    </message>
    <message>
        <source>Take the till to another desk</source>
        <translation>Llevar la caja a otro puesto</translation>
    </message>
    <message>
        <source>Close now, count afterwards</source>
        <translation>Cerrar ahora, contar después</translation>
    </message>
    <message>
        <source>A sealed float for the next one</source>
        <translation>Un fondo sellado para quien siga</translation>
    </message>
    <message>
        <source>Close a till without its owner</source>
        <translation>Cerrar una caja sin su dueño</translation>
    </message>
    <message>
        <source>Pay out</source>
        <translation>Pagar</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>Ingresar</translation>
    </message>
    <message>
        <source>Send to the safe</source>
        <translation>A la caja fuerte</translation>
    </message>
    <message>
        <source>Send to the till</source>
        <translation>A la caja</translation>
    </message>
    <message>
        <source>Open the drawer</source>
        <translation>Abrir el cajón</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>Cambiar</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Canjear</translation>
    </message>
    <message>
        <source>Keep the note</source>
        <translation>Retener</translation>
    </message>
    <message>
        <source>Hand it out</source>
        <translation>Entregar</translation>
    </message>
    <message>
        <source>Settle it</source>
        <translation>Liquidar</translation>
    </message>
    <message>
        <source>Ask the safe</source>
        <translation>Pedir</translation>
    </message>
    <message>
        <source>Prepare it</source>
        <translation>Preparar</translation>
    </message>
    <message>
        <source>Close it</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Cash leaves the drawer for something the store pays.</source>
        <translation>Sale efectivo del cajón para algo que paga la tienda.</translation>
    </message>
    <message>
        <source>Cash from outside comes into the drawer.</source>
        <translation>Entra efectivo de fuera en el cajón.</translation>
    </message>
    <message>
        <source>Cash is brought from the safe to this till.</source>
        <translation>Se trae efectivo de la caja fuerte a esta caja.</translation>
    </message>
    <message>
        <source>The drawer opens, and that is logged.</source>
        <translation>El cajón se abre y queda registrado.</translation>
    </message>
    <message>
        <source>Count what arrived. What was sent is not shown.</source>
        <translation>Cuente lo que llegó. Lo enviado no se muestra.</translation>
    </message>
    <message>
        <source>What comes in and what goes out are worth the same.</source>
        <translation>Lo que entra y lo que sale valen lo mismo.</translation>
    </message>
    <message>
        <source>One tender goes out, another comes in for as much.</source>
        <translation>Un medio de pago sale y otro entra por lo mismo.</translation>
    </message>
    <message>
        <source>Keep the note; give nobody another one for it.</source>
        <translation>Retenga el billete; no dé otro a cambio.</translation>
    </message>
    <message>
        <source>Somebody gets cash to buy something for the store.</source>
        <translation>Alguien recibe efectivo para comprar algo de la tienda.</translation>
    </message>
    <message>
        <source>Receipt and change together meet the advance.</source>
        <translation>Recibo y cambio juntos igualan el anticipo.</translation>
    </message>
    <message>
        <source>The safe is asked; no money moves yet.</source>
        <translation>Se pide a la caja fuerte; aún no se mueve dinero.</translation>
    </message>
    <message>
        <source>The float leaves the safe and waits, sealed.</source>
        <translation>El fondo sale de la caja fuerte y espera sellado.</translation>
    </message>
    <message>
        <source>The till closes without its operator.</source>
        <translation>La caja se cierra sin su operador.</translation>
    </message>
    <message>
        <source>What arrived was not what was sent.</source>
        <translation>Lo que llegó no es lo que se envió.</translation>
    </message>
    <message>
        <source>The till closes once the bag is received.</source>
        <translation>La caja se cierra cuando se reciba la bolsa.</translation>
    </message>
    <message>
        <source>It counts as this till&apos;s once the till has received it.</source>
        <translation>Es de esta caja cuando la caja lo haya recibido.</translation>
    </message>
    <message>
        <source>What differs waits for a manager.</source>
        <translation>Lo que difiere espera a un gerente.</translation>
    </message>
    <message>
        <source>Anyone else signs as the second person.</source>
        <translation>Otra persona firma como segunda.</translation>
    </message>
    <message>
        <source>It is booked as a loss and goes to the police or the bank.</source>
        <translation>Se registra como pérdida y va a la policía o al banco.</translation>
    </message>
    <message>
        <source>It stays open until receipt and change are back.</source>
        <translation>Queda abierto hasta que vuelvan recibo y cambio.</translation>
    </message>
    <message>
        <source>If they do not, say why in the note.</source>
        <translation>Si no, diga por qué en la nota.</translation>
    </message>
    <message>
        <source>A manager sees it and sends the money.</source>
        <translation>Un gerente lo ve y envía el dinero.</translation>
    </message>
    <message>
        <source>Who opens the till counts it.</source>
        <translation>Quien abra la caja lo cuenta.</translation>
    </message>
    <message>
        <source>It stays in the Morning Book until it is counted.</source>
        <translation>Queda en el Libro de la mañana hasta que se cuente.</translation>
    </message>
    <message>
        <source>Back to the sender, or accepted as over or short.</source>
        <translation>Vuelve al remitente o se acepta como diferencia.</translation>
    </message>
    <message>
        <source>A slip prints for it.</source>
        <translation>Se imprime un comprobante.</translation>
    </message>
    <message>
        <source>Choose which note.</source>
        <translation>Elija qué billete.</translation>
    </message>
    <message>
        <source>Choose what is swapped.</source>
        <translation>Elija qué se canjea.</translation>
    </message>
    <message>
        <source>Choose what becomes of it.</source>
        <translation>Elija qué se hace.</translation>
    </message>
    <message>
        <source>Choose a reason first.</source>
        <translation>Elija primero un motivo.</translation>
    </message>
    <message>
        <source>Type how much.</source>
        <translation>Escriba cuánto.</translation>
    </message>
    <message>
        <source>Say why in the note.</source>
        <translation>Diga por qué en la nota.</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nada</translation>
    </message>
    <message>
        <source>Which note</source>
        <translation>Qué billete</translation>
    </message>
    <message>
        <source>What is swapped</source>
        <translation>Qué se canjea</translation>
    </message>
    <message>
        <source>What becomes of the difference</source>
        <translation>Qué se hace con la diferencia</translation>
    </message>
    <message>
        <source>Serial number of the note</source>
        <translation>Número de serie del billete</translation>
    </message>
    <message>
        <source>Number of the check</source>
        <translation>Número del cheque</translation>
    </message>
    <message>
        <source>Who brought it</source>
        <translation>Quién lo trajo</translation>
    </message>
    <message>
        <source>Who gets it</source>
        <translation>Quién lo recibe</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Por qué</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Qué se encontró</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Para qué</translation>
    </message>
    <message>
        <source>Amount of the receipt</source>
        <translation>Importe del recibo</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Importe</translation>
    </message>
    <message>
        <source>{0}, in all</source>
        <translation>{0}, en total</translation>
    </message>
    <message>
        <source>Change that came back</source>
        <translation>Cambio que volvió</translation>
    </message>
    <message>
        <source>Number of the receipt</source>
        <translation>Número del recibo</translation>
    </message>
    <message>
        <source>Drawer&apos;s tag</source>
        <translation>Etiqueta del cajón</translation>
    </message>
    <message>
        <source>{0} paid out. The slip prints now.</source>
        <translation>{0} pagado. El comprobante se imprime ahora.</translation>
    </message>
    <message>
        <source>{0} paid in. The slip prints now.</source>
        <translation>{0} ingresado. El comprobante se imprime ahora.</translation>
    </message>
    <message>
        <source>{0} is on its way to the safe. Two slips print.</source>
        <translation>{0} va a la caja fuerte. Se imprimen dos comprobantes.</translation>
    </message>
    <message>
        <source>{0} is on its way to the till. Two slips print.</source>
        <translation>{0} va a la caja. Se imprimen dos comprobantes.</translation>
    </message>
    <message>
        <source>The drawer is open. The slip prints now.</source>
        <translation>El cajón está abierto. El comprobante se imprime ahora.</translation>
    </message>
    <message>
        <source>{0} received. The slip prints now.</source>
        <translation>{0} recibido. El comprobante se imprime ahora.</translation>
    </message>
    <message>
        <source>Petty cash</source>
        <translation>Caja chica</translation>
    </message>
    <message>
        <source>Money goes to the safe in a bag</source>
        <translation>El dinero va a la caja fuerte en una bolsa</translation>
    </message>
    <message>
        <source>Fetch money from this till</source>
        <translation>Recoger dinero de esta caja</translation>
    </message>
    <message>
        <source>Money goes into the safe in a sealed bag.</source>
        <translation>El dinero entra en la caja fuerte en una bolsa sellada.</translation>
    </message>
    <message>
        <source>Money is fetched from this till in a sealed bag.</source>
        <translation>El dinero se recoge de esta caja en una bolsa sellada.</translation>
    </message>
    <message>
        <source>The money is changed. The slip prints now.</source>
        <translation>El dinero está cambiado. El comprobante se imprime ahora.</translation>
    </message>
    <message>
        <source>{0} swapped. The slip prints now.</source>
        <translation>{0} canjeado. El comprobante se imprime ahora.</translation>
    </message>
    <message>
        <source>The note is kept and booked. The slip prints now.</source>
        <translation>El billete queda retenido y registrado. El comprobante se imprime ahora.</translation>
    </message>
    <message>
        <source>{0} is handed out. The slip prints now.</source>
        <translation>{0} entregado. El comprobante se imprime ahora.</translation>
    </message>
    <message>
        <source>The advance is settled. The slip prints now.</source>
        <translation>El anticipo está liquidado. El comprobante se imprime ahora.</translation>
    </message>
    <message>
        <source>The safe is asked for {0}. A manager sees it.</source>
        <translation>Se pidió {0} a la caja fuerte. Un gerente lo ve.</translation>
    </message>
    <message>
        <source>The till is prepared with {0}. Its slip prints now.</source>
        <translation>La caja está preparada con {0}. Su comprobante se imprime ahora.</translation>
    </message>
    <message>
        <source>The till is closed. It waits for its count.</source>
        <translation>La caja está cerrada. Espera su conteo.</translation>
    </message>
    <message>
        <source>The difference is settled.</source>
        <translation>La diferencia está resuelta.</translation>
    </message>
    <message>
        <source>Till {0}</source>
        <translation>Caja {0}</translation>
    </message>
    <message>
        <source>Who is paid</source>
        <translation>Quién cobra</translation>
    </message>
    <message>
        <source>Bag number</source>
        <translation>Número de bolsa</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>Precinto</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
</context>
<context>
    <name>Moving</name>
    <message>
        <source>The till is suspended. It can be resumed anywhere.</source>
        <translation>La caja está suspendida. Puede seguir en cualquier puesto.</translation>
    </message>
    <message>
        <source>The till is closed. It is counted later.</source>
        <translation>La caja está cerrada. Se cuenta después.</translation>
    </message>
    <message>
        <source>Till {0} goes on here.</source>
        <translation>La caja {0} sigue aquí.</translation>
    </message>
    <message>
        <source>Parked work stays parked.</source>
        <translation>El trabajo aparcado sigue aparcado.</translation>
    </message>
</context>
<context>
    <name>OpenPage</name>
    <message>
        <source>Use {0}</source>
        <translation>Usar {0}</translation>
    </message>
    <message>
        <source>By pieces</source>
        <translation>Por piezas</translation>
    </message>
    <message>
        <source>Press a number or touch a till, then type the float.</source>
        <translation>Presione un número o toque una caja y escriba el fondo.</translation>
    </message>
    <message>
        <source>Type the float. It comes from the safe.</source>
        <translation>Escriba el fondo. Sale de la caja fuerte.</translation>
    </message>
    <message>
        <source>Count what lies in the drawer, and type it.</source>
        <translation>Cuente lo que hay en el cajón y escríbalo.</translation>
    </message>
    <message>
        <source>All tills</source>
        <translation>Todas las cajas</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Tablero</translation>
    </message>
    <message>
        <source>Open a till</source>
        <translation>Abrir una caja</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>Fondo</translation>
    </message>
    <message>
        <source>Digits fill in from the right: 2 0 0 0 0 is 200.00.</source>
        <translation>Las cifras entran por la derecha: 2 0 0 0 0 es 200.00.</translation>
    </message>
    <message>
        <source>The float moves from the safe to the till, and the drawer opens.</source>
        <translation>El fondo pasa de la caja fuerte a la caja y se abre el cajón.</translation>
    </message>
    <message>
        <source>A slip prints to be signed and kept in the drawer.</source>
        <translation>Se imprime un comprobante: se firma y queda en el cajón.</translation>
    </message>
    <message>
        <source>From then on nobody sees what the till holds until it is counted.</source>
        <translation>Desde entonces nadie ve lo que hay hasta que se cuente.</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Till {0} is open. Its slip prints now.</source>
        <translation>La caja {0} está abierta. Se imprime su comprobante.</translation>
    </message>
    <message>
        <source>Variance booked at opening: {0}.</source>
        <translation>Diferencia registrada al abrir: {0}.</translation>
    </message>
</context>
<context>
    <name>OpeningViews</name>
    <message>
        <source>Suspended</source>
        <translation>Suspendida</translation>
    </message>
    <message>
        <source>Go on here</source>
        <translation>Seguir aquí</translation>
    </message>
    <message>
        <source>Its float and its money come with it.</source>
        <translation>Su fondo y su dinero vienen con ella.</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>Fondo</translation>
    </message>
    <message>
        <source>Open till</source>
        <translation>Abrir caja</translation>
    </message>
    <message>
        <source>Open till {0}</source>
        <translation>Abrir caja {0}</translation>
    </message>
    <message>
        <source>Every till is in use.</source>
        <translation>Todas las cajas están en uso.</translation>
    </message>
    <message>
        <source>Choose a till first.</source>
        <translation>Elija primero una caja.</translation>
    </message>
    <message>
        <source>Type what goes into it.</source>
        <translation>Escriba lo que entra en ella.</translation>
    </message>
    <message>
        <source>It is compared with what should be there.</source>
        <translation>Se compara con lo que debe haber.</translation>
    </message>
    <message>
        <source>It comes from the safe.</source>
        <translation>Sale de la caja fuerte.</translation>
    </message>
    <message>
        <source>The drawer was prepared and sealed. Check the seal, then count it.</source>
        <translation>El cajón se preparó y selló. Revise el sello y cuéntelo.</translation>
    </message>
    <message>
        <source>A float stayed in this till. It is compared with the last close.</source>
        <translation>Quedó un fondo en esta caja. Se compara con el último cierre.</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Open. What it holds is hidden until counted.</source>
        <translation>Abierta. Oculta hasta contarla.</translation>
    </message>
    <message>
        <source>Closed. It waits for its count.</source>
        <translation>Cerrada. Espera su conteo.</translation>
    </message>
    <message>
        <source>Count and close</source>
        <translation>Contar y cerrar</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Contar</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Tablero</translation>
    </message>
    <message>
        <source>All tills</source>
        <translation>Todas las cajas</translation>
    </message>
    <message>
        <source>Open another</source>
        <translation>Abrir otra</translation>
    </message>
</context>
<context>
    <name>ParkedList</name>
    <message>
        <source>Nothing is parked</source>
        <translation>Nada en espera</translation>
    </message>
    <message>
        <source>F9 puts a return aside while the customer fetches something.</source>
        <translation>F9 aparta una devolución mientras el cliente busca algo.</translation>
    </message>
    <message>
        <source>Parked work survives a power cut and a change of shift.</source>
        <translation>Lo apartado sobrevive a un apagón y al cambio de turno.</translation>
    </message>
    <message>
        <source>This is {0}’s work. It opens when {0} signs on.</source>
        <translation>Este trabajo es de {0}. Se abre cuando {0} inicia sesión.</translation>
    </message>
</context>
<context>
    <name>ParkedRow</name>
    <message>
        <source>{0} · {1}</source>
        <translation>{0} · {1}</translation>
    </message>
    <message>
        <source>{0}, left open at {1}</source>
        <translation>{0}, abierto en {1}</translation>
    </message>
</context>
<context>
    <name>ParkedScreen</name>
    <message>
        <source>Parked</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Press a number to go on, at this desk or another one.</source>
        <translation>Presione un número para seguir, aquí o en otro puesto.</translation>
    </message>
    <message>
        <source>Parked work survives a power cut and a change of shift.</source>
        <translation>Lo apartado sobrevive a un apagón y al cambio de turno.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>El más antiguo</translation>
    </message>
    <message>
        <source>It opens where it was left.</source>
        <translation>Se abre donde quedó.</translation>
    </message>
</context>
<context>
    <name>PatternsScreen</name>
    <message>
        <source>Signals</source>
        <translation>Señales</translation>
    </message>
    <message>
        <source>Patterns</source>
        <translation>Patrones</translation>
    </message>
    <message>
        <source>A signal proves nothing; it says where to look.</source>
        <translation>Una señal no prueba nada; dice dónde mirar.</translation>
    </message>
    <message>
        <source>No pattern stands out</source>
        <translation>Ningún patrón destaca</translation>
    </message>
    <message>
        <source>Signals about refunds appear here, never about yourself.</source>
        <translation>Aquí aparecen señales sobre reembolsos, nunca sobre usted.</translation>
    </message>
    <message>
        <source>Each signal says on what it is based. None decides anything.</source>
        <translation>Cada señal dice en qué se basa. Ninguna decide nada.</translation>
    </message>
    <message>
        <source>For managers</source>
        <translation>Para gerentes</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Inicio</translation>
    </message>
</context>
<context>
    <name>Pay</name>
    <message>
        <source>Type the code the terminal shows.</source>
        <translation>Escriba el código que muestra la terminal.</translation>
    </message>
    <message>
        <source>The card refund was declined. No money moved to that card.</source>
        <translation>El reembolso a la tarjeta fue rechazado. No se movió dinero a esa tarjeta.</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Preguntar de nuevo</translation>
    </message>
    <message>
        <source>Open a till</source>
        <translation>Abrir una caja</translation>
    </message>
    <message>
        <source>Take {0} from the card on the terminal, then type its approval code</source>
        <translation>Cobre {0} a la tarjeta en la terminal y escriba el código de aprobación</translation>
    </message>
    <message>
        <source>Refund {0} to {1} on the terminal, then type its approval code</source>
        <translation>Reembolse {0} a {1} en la terminal y escriba el código de aprobación</translation>
    </message>
    <message>
        <source>the card</source>
        <translation>la tarjeta</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>Only up to {0}</source>
        <translation>Solo hasta {0}</translation>
    </message>
    <message>
        <source>More names</source>
        <translation>Más nombres</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Gerente</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrador</translation>
    </message>
</context>
<context>
    <name>PiecesPage</name>
    <message>
        <source>Notes</source>
        <translation>Billetes</translation>
    </message>
    <message>
        <source>Total notes</source>
        <translation>Total billetes</translation>
    </message>
    <message>
        <source>Coins</source>
        <translation>Monedas</translation>
    </message>
    <message>
        <source>Total coins</source>
        <translation>Total monedas</translation>
    </message>
    <message>
        <source>Rolls</source>
        <translation>Rollos</translation>
    </message>
    <message>
        <source>Total rolls</source>
        <translation>Total rollos</translation>
    </message>
    <message>
        <source>Dollar and half-dollar coins</source>
        <translation>Monedas de $1 y 50¢</translation>
    </message>
    <message>
        <source>Rolls of coins</source>
        <translation>Rollos de monedas</translation>
    </message>
</context>
<context>
    <name>PinField</name>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>Home</source>
        <translation>Inicio</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Recibo</translation>
    </message>
    <message>
        <source>Opens the return</source>
        <translation>Abre la devolución</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Artículo</translation>
    </message>
    <message>
        <source>Adds one to the open return</source>
        <translation>Suma uno a la devolución abierta</translation>
    </message>
    <message>
        <source>Our own slip</source>
        <translation>Comprobante propio</translation>
    </message>
    <message>
        <source>Shows what was done</source>
        <translation>Muestra lo que se hizo</translation>
    </message>
    <message>
        <source>Store credit, gift card</source>
        <translation>Crédito, tarjeta de regalo</translation>
    </message>
    <message>
        <source>Shows what is left on it</source>
        <translation>Muestra cuánto queda</translation>
    </message>
    <message>
        <source>Driver license, ID</source>
        <translation>Licencia, identificación</translation>
    </message>
    <message>
        <source>Opens a return without receipt</source>
        <translation>Abre una devolución sin recibo</translation>
    </message>
    <message>
        <source>Badge</source>
        <translation>Credencial</translation>
    </message>
    <message>
        <source>Changes the operator</source>
        <translation>Cambia de operador</translation>
    </message>
</context>
<context>
    <name>PricePage</name>
    <message>
        <source>Step by step</source>
        <translation>Paso a paso</translation>
    </message>
    <message>
        <source>How it adds up</source>
        <translation>Cómo se suma</translation>
    </message>
    <message>
        <source>Digits fill in from the right: 2 4 9 is 2.49.</source>
        <translation>Las cifras entran por la derecha: 2 4 9 es 2.49.</translation>
    </message>
</context>
<context>
    <name>PriceScreen</name>
    <message>
        <source>Scan a receipt; before payment, scan the item</source>
        <translation>Escanee un recibo; antes de pagar, el artículo</translation>
    </message>
    <message>
        <source>This receipt is open already.</source>
        <translation>Este recibo ya está abierto.</translation>
    </message>
</context>
<context>
    <name>Prices</name>
    <message>
        <source>Price audit finished</source>
        <translation>Auditoría terminada</translation>
    </message>
    <message>
        <source>The report prints now; it can be kept as a PDF.</source>
        <translation>El informe se imprime ahora; puede guardarse en PDF.</translation>
    </message>
    <message>
        <source>What the shelves said</source>
        <translation>Lo que dicen los estantes</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Exactitud</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Price audit</source>
        <translation>Auditoría</translation>
    </message>
    <message>
        <source>{0} of {1} checked</source>
        <translation>{0} de {1} comprobados</translation>
    </message>
    <message>
        <source>Still to check</source>
        <translation>Por comprobar</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Terminar</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Artículo</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>Caja</translation>
    </message>
    <message>
        <source>Shelf</source>
        <translation>Estante</translation>
    </message>
    <message>
        <source>Scan the item at its shelf.</source>
        <translation>Escanee el artículo en su estante.</translation>
    </message>
    <message>
        <source>Enter: the shelf says the same. Or type its price.</source>
        <translation>Enter: el estante dice lo mismo. O escriba su precio.</translation>
    </message>
    <message>
        <source>So far</source>
        <translation>Hasta ahora</translation>
    </message>
    <message>
        <source>Scan the item at its shelf</source>
        <translation>Escanee el artículo en su estante</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Correcto</translation>
    </message>
    <message>
        <source>Overcharged</source>
        <translation>De más</translation>
    </message>
    <message>
        <source>Undercharged</source>
        <translation>De menos</translation>
    </message>
    <message>
        <source>Not on the shelf</source>
        <translation>No está</translation>
    </message>
    <message>
        <source>none</source>
        <translation>no está</translation>
    </message>
    <message>
        <source>Picture of the tag or ad</source>
        <translation>Imagen de la etiqueta o el anuncio</translation>
    </message>
    <message>
        <source>Folder for the letters</source>
        <translation>Carpeta para las cartas</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Guardar la foto</translation>
    </message>
    <message>
        <source>Ready. F12 pays {0}.</source>
        <translation>Listo. F12 paga {0}.</translation>
    </message>
    <message>
        <source>Another line? Pick it first.</source>
        <translation>¿Otra línea? Elíjala antes.</translation>
    </message>
    <message>
        <source>Customer told</source>
        <translation>Cliente avisado</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Comprobado</translation>
    </message>
    <message>
        <source>Ask a manager</source>
        <translation>Pedir a un gerente</translation>
    </message>
    <message>
        <source>It was meant</source>
        <translation>Estaba previsto</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>Dejarlo fuera</translation>
    </message>
    <message>
        <source>Receipt {0}</source>
        <translation>Recibo {0}</translation>
    </message>
    <message>
        <source>{0} receipts fit</source>
        <translation>{0} recibos coinciden</translation>
    </message>
    <message>
        <source>Choose by date and amount: press a number.</source>
        <translation>Elija por fecha e importe: presione un número.</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Abrirlo</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Líneas</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Pagado</translation>
    </message>
    <message>
        <source>Register {0}</source>
        <translation>Caja {0}</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>desconocido</translation>
    </message>
    <message>
        <source>Price correction</source>
        <translation>Corrección de precio</translation>
    </message>
    <message>
        <source>What is corrected</source>
        <translation>Qué se corrige</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Go on with audit</source>
        <translation>Seguir auditoría</translation>
    </message>
    <message>
        <source>Shelf tags ({0})</source>
        <translation>Etiquetas ({0})</translation>
    </message>
    <message>
        <source>Price fix</source>
        <translation>Precios</translation>
    </message>
    <message>
        <source>Wrong prices, price match, goodwill, register errors</source>
        <translation>Precios erróneos, igualar, cortesía, errores de caja</translation>
    </message>
    <message>
        <source>Nothing open</source>
        <translation>Nada abierto</translation>
    </message>
    <message>
        <source>Scan a receipt</source>
        <translation>Escanee un recibo</translation>
    </message>
    <message>
        <source>Pay out</source>
        <translation>Pagar</translation>
    </message>
    <message>
        <source>No receipt is open.</source>
        <translation>No hay ningún recibo abierto.</translation>
    </message>
    <message>
        <source>Scan a receipt; before payment, scan the item.</source>
        <translation>Escanee un recibo; antes de pagar, el artículo.</translation>
    </message>
    <message>
        <source>Nothing is paid until you press F12.</source>
        <translation>No se paga nada hasta pulsar F12.</translation>
    </message>
    <message>
        <source>Price approved</source>
        <translation>Precio autorizado</translation>
    </message>
    <message>
        <source>Give the slip to the register.</source>
        <translation>Entregue el comprobante a la caja.</translation>
    </message>
    <message>
        <source>What the register is told</source>
        <translation>Lo que se dice a la caja</translation>
    </message>
    <message>
        <source>Sell at</source>
        <translation>Vender a</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Price before payment</source>
        <translation>Precio antes de pagar</translation>
    </message>
    <message>
        <source>The register sells at the price on the slip.</source>
        <translation>La caja vende al precio del comprobante.</translation>
    </message>
    <message>
        <source>New price</source>
        <translation>Precio nuevo</translation>
    </message>
    <message>
        <source>Print approval</source>
        <translation>Imprimir permiso</translation>
    </message>
    <message>
        <source>Price at the register</source>
        <translation>Precio en caja</translation>
    </message>
    <message>
        <source>Charged</source>
        <translation>Cobrado</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Cant.</translation>
    </message>
    <message>
        <source>What shows the right price?</source>
        <translation>¿Qué muestra el precio correcto?</translation>
    </message>
    <message>
        <source>Right price of {0}</source>
        <translation>Precio correcto de {0}</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Corregido</translation>
    </message>
    <message>
        <source>Voided</source>
        <translation>Anulado</translation>
    </message>
    <message>
        <source>Number {0}; the slip prints now</source>
        <translation>Número {0}; se imprime ahora</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Leer</translation>
    </message>
    <message>
        <source>To the list</source>
        <translation>A la lista</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Guardar como PDF</translation>
    </message>
    <message>
        <source>{0} letters</source>
        <translation>{0} cartas</translation>
    </message>
    <message>
        <source>1 letter</source>
        <translation>1 carta</translation>
    </message>
    <message>
        <source>Nothing is paid until the customer comes.</source>
        <translation>No se paga nada hasta que venga el cliente.</translation>
    </message>
    <message>
        <source>Offered</source>
        <translation>Ofrecido</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} de {1}</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Cartas</translation>
    </message>
    <message>
        <source>Each names its receipts and what is owed.</source>
        <translation>Cada una dice sus recibos y lo que se debe.</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>Impresas</translation>
    </message>
    <message>
        <source>1 letter was saved as PDF.</source>
        <translation>Se guardó 1 carta como PDF.</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>Reimprimir</translation>
    </message>
    <message>
        <source>Print letters</source>
        <translation>Imprimir cartas</translation>
    </message>
    <message>
        <source>prints now</source>
        <translation>se imprime</translation>
    </message>
    <message>
        <source>{0} letters print now.</source>
        <translation>Se imprimen {0} cartas.</translation>
    </message>
    <message>
        <source>1 letter prints now.</source>
        <translation>Se imprime 1 carta.</translation>
    </message>
    <message>
        <source>{0} letters were saved as PDF.</source>
        <translation>Se guardaron {0} cartas como PDF.</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>Anular</translation>
    </message>
    <message>
        <source>Other receipts</source>
        <translation>Otros recibos</translation>
    </message>
    <message>
        <source>Paid to customer</source>
        <translation>Pagado al cliente</translation>
    </message>
    <message>
        <source>Number {0}, as it was printed</source>
        <translation>Número {0}, como se imprimió</translation>
    </message>
    <message>
        <source>Void the refund of {0} on the terminal, then type its approval code</source>
        <translation>Anule en la terminal la devolución de {0} y escriba el código de aprobación</translation>
    </message>
    <message>
        <source>What happened?</source>
        <translation>¿Qué pasó?</translation>
    </message>
    <message>
        <source>Corrected, then voided</source>
        <translation>Corregido y luego anulado</translation>
    </message>
    <message>
        <source>Back to the till</source>
        <translation>De vuelta a la caja</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Recuperado</translation>
    </message>
    <message>
        <source>No money moved</source>
        <translation>No se movió dinero</translation>
    </message>
    <message>
        <source>Next customer</source>
        <translation>Siguiente cliente</translation>
    </message>
    <message>
        <source>Back from the card</source>
        <translation>De vuelta de la tarjeta</translation>
    </message>
    <message>
        <source>Finish the void</source>
        <translation>Anular ahora</translation>
    </message>
    <message>
        <source>Void this correction</source>
        <translation>Anular esta corrección</translation>
    </message>
    <message>
        <source>Close the drawer</source>
        <translation>Cierre el cajón</translation>
    </message>
    <message>
        <source>The correction was taken back.</source>
        <translation>La corrección quedó anulada.</translation>
    </message>
    <message>
        <source>Why is it voided?</source>
        <translation>¿Por qué se anula?</translation>
    </message>
    <message>
        <source>The picture was saved.</source>
        <translation>Se guardó la foto.</translation>
    </message>
    <message>
        <source>The slip prints again, marked as a duplicate.</source>
        <translation>El comprobante se reimprime como duplicado.</translation>
    </message>
    <message>
        <source>The tag’s date says so.</source>
        <translation>Lo dice la fecha de la etiqueta.</translation>
    </message>
    <message>
        <source>The item file says so.</source>
        <translation>Lo dice el archivo de artículos.</translation>
    </message>
    <message>
        <source>Before it the price was right.</source>
        <translation>Antes el precio era correcto.</translation>
    </message>
    <message>
        <source>Nobody knows; as far as records are kept.</source>
        <translation>No se sabe; hasta donde llegan los registros.</translation>
    </message>
    <message>
        <source>The first {0} of {1} lines are listed; all of them count.</source>
        <translation>Se muestran las primeras {0} de {1} líneas; todas cuentan.</translation>
    </message>
    <message>
        <source>{0} receipts overcharged since {1}</source>
        <translation>{0} recibos cobrados de más desde {1}</translation>
    </message>
    <message>
        <source>{0} receipt overcharged since {1}</source>
        <translation>{0} recibo cobrado de más desde {1}</translation>
    </message>
    <message>
        <source>Credit was offered for {0} line.</source>
        <translation>Se ofreció crédito por {0} línea.</translation>
    </message>
    <message>
        <source>Right price</source>
        <translation>Precio correcto</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>Recibos</translation>
    </message>
    <message>
        <source>Known customers</source>
        <translation>Clientes conocidos</translation>
    </message>
    <message>
        <source>Owed</source>
        <translation>Se debe</translation>
    </message>
    <message>
        <source>Owed to customers</source>
        <translation>Se debe a clientes</translation>
    </message>
    <message>
        <source>Open a tag task</source>
        <translation>Abrir tarea</translation>
    </message>
    <message>
        <source>No other receipt was overcharged.</source>
        <translation>Ningún otro recibo se cobró de más.</translation>
    </message>
    <message>
        <source>Offer credit</source>
        <translation>Ofrecer crédito</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Recibo</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>Venta</translation>
    </message>
    <message>
        <source>The tag task is open. It stays until it is closed.</source>
        <translation>La tarea de etiqueta queda abierta hasta cerrarla.</translation>
    </message>
    <message>
        <source>Credit was offered for {0} lines.</source>
        <translation>Se ofreció crédito por {0} líneas.</translation>
    </message>
    <message>
        <source>Shelf tags to put right</source>
        <translation>Etiquetas por corregir</translation>
    </message>
    <message>
        <source>F12 closes the one that is done</source>
        <translation>F12 cierra la que está hecha</translation>
    </message>
    <message>
        <source>Open tasks</source>
        <translation>Tareas abiertas</translation>
    </message>
    <message>
        <source>It is right now</source>
        <translation>Ya está bien</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Every tag is right.</source>
        <translation>Todas las etiquetas están bien.</translation>
    </message>
    <message>
        <source>This tag is right now. Its task is closed.</source>
        <translation>La etiqueta ya es correcta. Su tarea está cerrada.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Devuelto</translation>
    </message>
    <message>
        <source>Came back on this receipt</source>
        <translation>Se devolvió en este recibo</translation>
    </message>
    <message>
        <source>The share of what did not come</source>
        <translation>La parte de lo que no llegó</translation>
    </message>
    <message>
        <source>Came back already</source>
        <translation>Ya se devolvió</translation>
    </message>
    <message>
        <source>What is wrong with {0}?</source>
        <translation>¿Qué pasa con {0}?</translation>
    </message>
    <message>
        <source>Is {0} exempt?</source>
        <translation>¿Está exento {0}?</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>¿Por qué?</translation>
    </message>
    <message>
        <source>Case number</source>
        <translation>Número de caso</translation>
    </message>
    <message>
        <source>Size on the tag</source>
        <translation>Tamaño en la etiqueta</translation>
    </message>
    <message>
        <source>Leave this line out</source>
        <translation>Quitar esta línea</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>Abandonar</translation>
    </message>
    <message>
        <source>Customer did ask</source>
        <translation>El cliente sí lo pidió</translation>
    </message>
    <message>
        <source>Customer did not ask</source>
        <translation>El cliente no lo pidió</translation>
    </message>
    <message>
        <source>Exempt goods</source>
        <translation>Producto exento</translation>
    </message>
    <message>
        <source>Told us before</source>
        <translation>Nos avisó antes</translation>
    </message>
    <message>
        <source>Tag hangs since</source>
        <translation>Etiqueta desde</translation>
    </message>
    <message>
        <source>Tag tampered with</source>
        <translation>Etiqueta manipulada</translation>
    </message>
    <message>
        <source>Tag is sound</source>
        <translation>Etiqueta intacta</translation>
    </message>
    <message>
        <source>Low price was meant</source>
        <translation>El precio bajo era correcto</translation>
    </message>
    <message>
        <source>Low price was a mistake</source>
        <translation>El precio bajo era un error</translation>
    </message>
    <message>
        <source>Nobody knows if meant</source>
        <translation>No se sabe si era correcto</translation>
    </message>
    <message>
        <source>Customer number</source>
        <translation>Número de cliente</translation>
    </message>
    <message>
        <source>When were we told? (11/7)</source>
        <translation>¿Cuándo nos avisaron? (11/7)</translation>
    </message>
    <message>
        <source>Since when does the tag say so? (11/7)</source>
        <translation>¿Desde cuándo lo dice la etiqueta? (11/7)</translation>
    </message>
    <message>
        <source>What unit is the tag’s price for? (EA, LB)</source>
        <translation>¿De qué unidad es el precio de la etiqueta? (EA, LB)</translation>
    </message>
    <message>
        <source>Park it under what name? Enter or F9 parks it.</source>
        <translation>¿Con qué nombre se aparta? Enter o F9 lo aparta.</translation>
    </message>
    <message>
        <source>We were told</source>
        <translation>Nos avisaron</translation>
    </message>
    <message>
        <source>Kept with it</source>
        <translation>Se guarda con ello</translation>
    </message>
    <message>
        <source>Tag of item</source>
        <translation>Etiqueta del artículo</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Certificate number</source>
        <translation>Número de certificado</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Válido hasta</translation>
    </message>
    <message>
        <source>Valid until (2027-12-31)</source>
        <translation>Válido hasta (2027-12-31)</translation>
    </message>
    <message>
        <source>Approval code of the card terminal</source>
        <translation>Código de la terminal</translation>
    </message>
    <message>
        <source>Percent off {0}</source>
        <translation>Porcentaje de {0}</translation>
    </message>
    <message>
        <source>Amount for {0} (% for percent)</source>
        <translation>Importe para {0} (% porcentaje)</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>Sold on {0}</source>
        <translation>Vendido el {0}</translation>
    </message>
    <message>
        <source>What else is to be said?</source>
        <translation>¿Qué más hay que decir?</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Rechazada</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>Park</source>
        <translation>Apartar</translation>
    </message>
    <message>
        <source>Cannot be paid</source>
        <translation>No se puede pagar</translation>
    </message>
    <message>
        <source>Not possible</source>
        <translation>No es posible</translation>
    </message>
    <message>
        <source>Back to customer</source>
        <translation>Para el cliente</translation>
    </message>
    <message>
        <source>{0} of it by the rule of the place</source>
        <translation>{0} por la regla del lugar</translation>
    </message>
    <message>
        <source>Pay in cash</source>
        <translation>Pagar en efectivo</translation>
    </message>
    <message>
        <source>Back to card</source>
        <translation>A la tarjeta</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>Cupón</translation>
    </message>
    <message>
        <source>Customer not named</source>
        <translation>Cliente sin nombre</translation>
    </message>
    <message>
        <source>Why this amount</source>
        <translation>Por qué este importe</translation>
    </message>
    <message>
        <source>Price difference</source>
        <translation>Diferencia</translation>
    </message>
    <message>
        <source>Off one unit</source>
        <translation>En una unidad</translation>
    </message>
    <message>
        <source>Goodwill</source>
        <translation>Cortesía</translation>
    </message>
    <message>
        <source>Pick a line</source>
        <translation>Elija una línea</translation>
    </message>
    <message>
        <source>Type the right price</source>
        <translation>Escriba el precio correcto</translation>
    </message>
    <message>
        <source>Enter: say what shows it</source>
        <translation>Enter: diga qué lo muestra</translation>
    </message>
    <message>
        <source>F12: pay</source>
        <translation>F12: pagar</translation>
    </message>
    <message>
        <source>F12: print the slip for the register</source>
        <translation>F12: imprimir para la caja</translation>
    </message>
    <message>
        <source>Tax that was paid</source>
        <translation>Impuesto pagado</translation>
    </message>
    <message>
        <source>Compensation, coupons and rounding</source>
        <translation>Compensación, cupones y redondeo</translation>
    </message>
    <message>
        <source>Bonus</source>
        <translation>Bonificación</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Receipt {0} is parked.</source>
        <translation>El recibo {0} está apartado.</translation>
    </message>
    <message>
        <source>Receipt {0} was open and is parked now.</source>
        <translation>El recibo {0} estaba abierto y ahora está apartado.</translation>
    </message>
    <message>
        <source>The correction was given up. Nothing was paid.</source>
        <translation>Se abandonó la corrección. No se pagó nada.</translation>
    </message>
    <message>
        <source>The card refund was declined. No money moved to that card.</source>
        <translation>El reembolso a la tarjeta fue rechazado. No se movió dinero a esa tarjeta.</translation>
    </message>
</context>
<context>
    <name>ReasonPage</name>
    <message>
        <source>Choose a reason</source>
        <translation>Elegir motivo</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>No aceptada</translation>
    </message>
    <message>
        <source>Reason for the difference</source>
        <translation>Motivo de la diferencia</translation>
    </message>
</context>
<context>
    <name>ReasonPicker</name>
    <message>
        <source>press a number</source>
        <translation>presione un número</translation>
    </message>
</context>
<context>
    <name>RequestsScreen</name>
    <message>
        <source>Requests</source>
        <translation>Solicitudes</translation>
    </message>
    <message>
        <source>What other desks ask for, and what holds in advance.</source>
        <translation>Lo que piden otros puestos y lo autorizado de antemano.</translation>
    </message>
    <message>
        <source>{0} asks at {1}</source>
        <translation>{0} pide en {1}</translation>
    </message>
    <message>
        <source>Manager approval</source>
        <translation>Autorización del gerente</translation>
    </message>
    <message>
        <source>Nobody asks for a manager</source>
        <translation>Nadie pide un gerente</translation>
    </message>
    <message>
        <source>A request of another desk appears here.</source>
        <translation>Aquí aparece la solicitud de otro puesto.</translation>
    </message>
    <message>
        <source>A number opens a request, or ends what was granted in advance.</source>
        <translation>Un número abre una solicitud, o termina lo autorizado de antemano.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Inicio</translation>
    </message>
    <message>
        <source>{0} needs no manager until {1}</source>
        <translation>{0} no necesita gerente hasta las {1}</translation>
    </message>
    <message>
        <source>{0}, used {1} of {2} times, {3} of {4}</source>
        <translation>{0}, usado {1} de {2} veces, {3} de {4}</translation>
    </message>
    <message>
        <source>It needs a manager again.</source>
        <translation>Vuelve a necesitar un gerente.</translation>
    </message>
</context>
<context>
    <name>Returns</name>
    <message>
        <source>Void of return {0}</source>
        <translation>Anulación de la devolución {0}</translation>
    </message>
    <message>
        <source>What the customer keeps</source>
        <translation>Lo que conserva el cliente</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Por qué</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>y {0} más</translation>
    </message>
    <message>
        <source>Receipt {0}</source>
        <translation>Recibo {0}</translation>
    </message>
    <message>
        <source>No receipt</source>
        <translation>Sin recibo</translation>
    </message>
    <message>
        <source>What comes back</source>
        <translation>Qué se devuelve</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Preguntado</translation>
    </message>
    <message>
        <source>Paid on the receipt</source>
        <translation>Pagado en el recibo</translation>
    </message>
    <message>
        <source>Refunded on it today</source>
        <translation>Reembolsado hoy</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>desconocido</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguna</translation>
    </message>
    <message>
        <source>Without receipt, {0} days</source>
        <translation>Sin recibo, {0} días</translation>
    </message>
    <message>
        <source>Returns in {0} days</source>
        <translation>Devoluciones en {0} días</translation>
    </message>
    <message>
        <source>Without receipt</source>
        <translation>Sin recibo</translation>
    </message>
    <message>
        <source>Needed a manager</source>
        <translation>Con un gerente</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>Una vez</translation>
    </message>
    <message>
        <source>{0} times</source>
        <translation>{0} veces</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nunca</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sí</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>No ID was seen</source>
        <translation>No se vio identificación</translation>
    </message>
    <message>
        <source>ID from {0}</source>
        <translation>Identificación de {0}</translation>
    </message>
    <message>
        <source>Asked earlier today</source>
        <translation>Preguntó antes hoy</translation>
    </message>
    <message>
        <source>Sold this receipt</source>
        <translation>Vendió este recibo</translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation>Empleado</translation>
    </message>
    <message>
        <source>Your refund in cash</source>
        <translation>Su reembolso en efectivo</translation>
    </message>
    <message>
        <source>Your refund to the card</source>
        <translation>Su reembolso a la tarjeta</translation>
    </message>
    <message>
        <source>Your refund</source>
        <translation>Su reembolso</translation>
    </message>
    <message>
        <source>As paid</source>
        <translation>Como se pagó</translation>
    </message>
    <message>
        <source>Refund online</source>
        <translation>Reembolsar en línea</translation>
    </message>
    <message>
        <source>Refund in cash</source>
        <translation>Pagar efectivo</translation>
    </message>
    <message>
        <source>Refund to card</source>
        <translation>Pagar a la tarjeta</translation>
    </message>
    <message>
        <source>Give store credit</source>
        <translation>Dar crédito</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Recibir</translation>
    </message>
    <message>
        <source>Refund these ways</source>
        <translation>Reembolsar así</translation>
    </message>
    <message>
        <source>Refund as paid</source>
        <translation>Como se pagó</translation>
    </message>
    <message>
        <source>Scan an item, or choose how many come back.</source>
        <translation>Escanee un artículo o elija cuántos se devuelven.</translation>
    </message>
    <message>
        <source>Nothing is paid out yet.</source>
        <translation>Aún no se paga nada.</translation>
    </message>
    <message>
        <source>Refund it on the card terminal now.</source>
        <translation>Reembólselo ahora en la terminal.</translation>
    </message>
    <message>
        <source>Take the payment on the card terminal now.</source>
        <translation>Cobre ahora en la terminal de tarjetas.</translation>
    </message>
    <message>
        <source>Then type the approval code below and press F12.</source>
        <translation>Luego escriba abajo el código y presione F12.</translation>
    </message>
    <message>
        <source>Ready. F12: {0}, {1}.</source>
        <translation>Listo. F12: {0}, {1}.</translation>
    </message>
    <message>
        <source>More items? Scan them first.</source>
        <translation>¿Más artículos? Escanéelos antes.</translation>
    </message>
    <message>
        <source>{0} restocking fee of {1} for {2}.</source>
        <translation>Cargo del {0}, {1}, por {2}.</translation>
    </message>
    <message>
        <source>{0} fee, {1}: {2}</source>
        <translation>Cargo {0}, {1}: {2}</translation>
    </message>
    <message>
        <source>{0} restocking fee, {1}.</source>
        <translation>Cargo del {0}, {1}.</translation>
    </message>
    <message>
        <source>Scan the customer’s ID.</source>
        <translation>Escanee la identificación del cliente.</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Revisado</translation>
    </message>
    <message>
        <source>Told</source>
        <translation>Avisado</translation>
    </message>
    <message>
        <source>Customer told</source>
        <translation>Cliente avisado</translation>
    </message>
    <message>
        <source>Type it</source>
        <translation>Escribirlo</translation>
    </message>
    <message>
        <source>In another condition there is no fee.</source>
        <translation>En otro estado no hay cargo.</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>Lo mismo otra vez</translation>
    </message>
    <message>
        <source>Add the deposit</source>
        <translation>Agregar el depósito</translation>
    </message>
    <message>
        <source>It is empty</source>
        <translation>Está vacío</translation>
    </message>
    <message>
        <source>Return {0}</source>
        <translation>Devolver {0}</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>Dejarlo fuera</translation>
    </message>
    <message>
        <source>{0} pays {1}; {2} stays on it.</source>
        <translation>{0} paga {1}; le quedan {2}.</translation>
    </message>
    <message>
        <source>Ask a manager</source>
        <translation>Pedir gerente</translation>
    </message>
    <message>
        <source>Customer pays</source>
        <translation>El cliente paga</translation>
    </message>
    <message>
        <source>Finish payment</source>
        <translation>Terminar el cobro</translation>
    </message>
    <message>
        <source>What the customer gets</source>
        <translation>Lo que recibe el cliente</translation>
    </message>
    <message>
        <source>What is taken back</source>
        <translation>Lo que se anula</translation>
    </message>
    <message>
        <source>How it adds up</source>
        <translation>Cómo se calcula</translation>
    </message>
    <message>
        <source>Even exchange</source>
        <translation>Cambio par</translation>
    </message>
    <message>
        <source>Tax that was paid</source>
        <translation>Impuesto pagado</translation>
    </message>
    <message>
        <source>Tax at today’s rate</source>
        <translation>Impuesto de hoy</translation>
    </message>
    <message>
        <source>Restocking fee</source>
        <translation>Cargo de reposición</translation>
    </message>
    <message>
        <source>New goods</source>
        <translation>Artículos nuevos</translation>
    </message>
    <message>
        <source>Went into new goods</source>
        <translation>Para artículos nuevos</translation>
    </message>
    <message>
        <source>New goods come back</source>
        <translation>Vuelven los artículos nuevos</translation>
    </message>
    <message>
        <source>Cash rounding</source>
        <translation>Redondeo del efectivo</translation>
    </message>
    <message>
        <source>Nothing to pay</source>
        <translation>Nada que pagar</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>Cambio</translation>
    </message>
    <message>
        <source>Take it off</source>
        <translation>Descontar</translation>
    </message>
    <message>
        <source>Take from card</source>
        <translation>Cobrar a tarjeta</translation>
    </message>
    <message>
        <source>Take cash</source>
        <translation>Cobrar efectivo</translation>
    </message>
    <message>
        <source>Priced anew it would be</source>
        <translation>Calculado de nuevo sería</translation>
    </message>
    <message>
        <source>Change to customer</source>
        <translation>Cambio al cliente</translation>
    </message>
    <message>
        <source>Customer paid</source>
        <translation>El cliente pagó</translation>
    </message>
    <message>
        <source>Cash received for {0}? Leave it empty for the exact amount</source>
        <translation>¿Efectivo recibido por {0}? Déjelo vacío si pagan exacto</translation>
    </message>
    <message>
        <source>Its share of the offer</source>
        <translation>Su parte de la oferta</translation>
    </message>
    <message>
        <source>No money moved.</source>
        <translation>No se movió dinero.</translation>
    </message>
    <message>
        <source>{0} is still missing.</source>
        <translation>Faltan {0}.</translation>
    </message>
    <message>
        <source>Change {0}</source>
        <translation>Vuelto {0}</translation>
    </message>
    <message>
        <source>{0} of {1} by gift card or credit.</source>
        <translation>{0} de {1} con tarjeta de regalo o crédito.</translation>
    </message>
    <message>
        <source>{0} goes back to food benefits.</source>
        <translation>{0} vuelve a los beneficios de alimentos.</translation>
    </message>
    <message>
        <source>New: {0}</source>
        <translation>Nuevo: {0}</translation>
    </message>
    <message>
        <source>was {0}</source>
        <translation>era {0}</translation>
    </message>
    <message>
        <source>Goes home</source>
        <translation>Se lo lleva</translation>
    </message>
    <message>
        <source>Print why</source>
        <translation>Imprimir motivo</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Artículo</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>Vend.</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Devuelto</translation>
    </message>
    <message>
        <source>Can return</source>
        <translation>Disponible</translation>
    </message>
    <message>
        <source>Returning now</source>
        <translation>Se devuelve</translation>
    </message>
    <message>
        <source>Unit paid</source>
        <translation>Unidad</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>Destino</translation>
    </message>
    <message>
        <source>Each</source>
        <translation>Cada uno</translation>
    </message>
    <message>
        <source>Tax paid</source>
        <translation>Impuesto</translation>
    </message>
    <message>
        <source>{0} returned</source>
        <translation>{0} devuelto</translation>
    </message>
    <message>
        <source>of {0}</source>
        <translation>de {0}</translation>
    </message>
    <message>
        <source>Came back on this receipt</source>
        <translation>Devuelto en este recibo</translation>
    </message>
    <message>
        <source>Recalled: {0}</source>
        <translation>Retirado: {0}</translation>
    </message>
    <message>
        <source>{0} per {1}</source>
        <translation>{0} por {1}</translation>
    </message>
    <message>
        <source>{0} coupon</source>
        <translation>cupón {0}</translation>
    </message>
    <message>
        <source>{0} off</source>
        <translation>{0} menos</translation>
    </message>
    <message>
        <source>Instead of {0}</source>
        <translation>En lugar de {0}</translation>
    </message>
    <message>
        <source>Only {0} of {1} packed</source>
        <translation>Solo {0} de {1} empacados</translation>
    </message>
    <message>
        <source>{0} came back</source>
        <translation>{0} devuelto</translation>
    </message>
    <message>
        <source>{1} of {2} {0} came back</source>
        <translation>{1} de {2} {0} devuelto</translation>
    </message>
    <message>
        <source>No receipt open</source>
        <translation>Ningún recibo abierto</translation>
    </message>
    <message>
        <source>The receipt, the customer and the amount appear here.</source>
        <translation>Aquí aparecen el recibo, el cliente y el importe.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Scan a receipt</source>
        <translation>Leer recibo</translation>
    </message>
    <message>
        <source>Find it</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Or type its number and press Enter.</source>
        <translation>O escriba su número y presione Enter.</translation>
    </message>
    <message>
        <source>Register {0} · {1} · {2}</source>
        <translation>Caja {0} · {1} · {2}</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Pagado</translation>
    </message>
    <message>
        <source>Return until</source>
        <translation>Devolver hasta</translation>
    </message>
    <message>
        <source>Keyed from paper</source>
        <translation>Tecleado del papel</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>No aceptada</translation>
    </message>
    <message>
        <source>A duplicate was shown</source>
        <translation>Se mostró un duplicado</translation>
    </message>
    <message>
        <source>Order {0}</source>
        <translation>Pedido {0}</translation>
    </message>
    <message>
        <source>Points taken back</source>
        <translation>Puntos retirados</translation>
    </message>
    <message>
        <source>Points given back</source>
        <translation>Puntos devueltos</translation>
    </message>
    <message>
        <source>Ordered online</source>
        <translation>Pedido en línea</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Entregado</translation>
    </message>
    <message>
        <source>Given back online</source>
        <translation>Devuelto en línea</translation>
    </message>
    <message>
        <source>No returns in {0} days</source>
        <translation>Sin devoluciones en {0} días</translation>
    </message>
    <message>
        <source>1 return in {0} days</source>
        <translation>1 devolución en {0} días</translation>
    </message>
    <message>
        <source>{0} returns in {1} days</source>
        <translation>{0} devoluciones en {1} días</translation>
    </message>
    <message>
        <source>all with receipt</source>
        <translation>todas con recibo</translation>
    </message>
    <message>
        <source>with receipt</source>
        <translation>con recibo</translation>
    </message>
    <message>
        <source>{0} without receipt</source>
        <translation>{0} sin recibo</translation>
    </message>
    <message>
        <source>Not on the receipt</source>
        <translation>No consta en el recibo</translation>
    </message>
    <message>
        <source>Paid with</source>
        <translation>Pagado con</translation>
    </message>
    <message>
        <source>can go back</source>
        <translation>puede volver</translation>
    </message>
    <message>
        <source>Gift receipt {0}</source>
        <translation>Recibo de regalo {0}</translation>
    </message>
    <message>
        <source>Prices and the buyer stay hidden.</source>
        <translation>Precios y comprador quedan ocultos.</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>Reembolso</translation>
    </message>
    <message>
        <source>Why this amount</source>
        <translation>Por qué este importe</translation>
    </message>
    <message>
        <source>{0}, held back before</source>
        <translation>{0}, retenido antes</translation>
    </message>
    <message>
        <source>{0}, its share</source>
        <translation>{0}, su parte</translation>
    </message>
    <message>
        <source>Coupon given back: {0}</source>
        <translation>Cupón devuelto: {0}</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} de {1}</translation>
    </message>
    <message>
        <source>{0} paid</source>
        <translation>{0} pagado</translation>
    </message>
    <message>
        <source>{0} today</source>
        <translation>{0} de hoy</translation>
    </message>
    <message>
        <source>today</source>
        <translation>hoy</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>ayer</translation>
    </message>
    <message>
        <source>{0} days ago</source>
        <translation>hace {0} días</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Cambiar</translation>
    </message>
    <message>
        <source>Refund to customer</source>
        <translation>Reembolso al cliente</translation>
    </message>
    <message>
        <source>Cannot be refunded</source>
        <translation>No se puede reembolsar</translation>
    </message>
    <message>
        <source>Finish refund</source>
        <translation>Terminar</translation>
    </message>
    <message>
        <source>Type the terminal’s approval code.</source>
        <translation>Escriba el código del terminal.</translation>
    </message>
    <message>
        <source>Scan the item that comes back.</source>
        <translation>Escanee lo que se devuelve.</translation>
    </message>
    <message>
        <source>Type what happened.</source>
        <translation>Escriba qué pasó.</translation>
    </message>
    <message>
        <source>Choose why it comes back.</source>
        <translation>Elija por qué se devuelve.</translation>
    </message>
    <message>
        <source>The bar above says what would help.</source>
        <translation>La barra dice qué ayudaría.</translation>
    </message>
    <message>
        <source>Check it, then Enter.</source>
        <translation>Compruébelo y presione Enter.</translation>
    </message>
    <message>
        <source>Tell the customer, then Enter.</source>
        <translation>Avise al cliente y presione Enter.</translation>
    </message>
    <message>
        <source>Still returnable</source>
        <translation>Aún se puede devolver</translation>
    </message>
    <message>
        <source>Goods go to</source>
        <translation>Destino de los artículos</translation>
    </message>
    <message>
        <source>The customer keeps</source>
        <translation>El cliente conserva</translation>
    </message>
    <message>
        <source>A copy says DUPLICATE. A void works until the till is counted.</source>
        <translation>La copia dice DUPLICADO. Se puede anular hasta contar la caja.</translation>
    </message>
    <message>
        <source>A copy says DUPLICATE. What is voided can come back again.</source>
        <translation>Una copia dice DUPLICADO. Lo anulado se puede volver a devolver.</translation>
    </message>
    <message>
        <source>A copy says DUPLICATE. A void works until the web shop was told.</source>
        <translation>Una copia dice DUPLICADO. Se puede anular hasta que se avise a la tienda en línea.</translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation>Conviene saber</translation>
    </message>
    <message>
        <source>Goes back online</source>
        <translation>Se devuelve en línea</translation>
    </message>
    <message>
        <source>The web shop pays it back the same way.</source>
        <translation>La tienda en línea lo devuelve del mismo modo.</translation>
    </message>
    <message>
        <source>Not refunded online</source>
        <translation>No se devuelve en línea</translation>
    </message>
    <message>
        <source>The web shop is not asked to pay it back.</source>
        <translation>No se pide a la tienda en línea que lo devuelva.</translation>
    </message>
    <message>
        <source>Back to the till</source>
        <translation>Vuelve a la caja</translation>
    </message>
    <message>
        <source>Take it back from the customer.</source>
        <translation>Pídalo de vuelta al cliente.</translation>
    </message>
    <message>
        <source>Voided</source>
        <translation>Anulada</translation>
    </message>
    <message>
        <source>This return was taken back.</source>
        <translation>Esta devolución se anuló.</translation>
    </message>
    <message>
        <source>Hand to customer</source>
        <translation>Entregue al cliente</translation>
    </message>
    <message>
        <source>It is rounded to nothing.</source>
        <translation>Redondeado queda en nada.</translation>
    </message>
    <message>
        <source>Hand over its slip: it is worth money.</source>
        <translation>Entregue su comprobante: vale dinero.</translation>
    </message>
    <message>
        <source>It is on the credit that the customer has.</source>
        <translation>Está en el crédito que el cliente ya tiene.</translation>
    </message>
    <message>
        <source>Back from the card</source>
        <translation>De vuelta de la tarjeta</translation>
    </message>
    <message>
        <source>{1}: {0} came back.</source>
        <translation>{1}: volvieron {0}.</translation>
    </message>
    <message>
        <source>{0}, approval {1}</source>
        <translation>{0}, aprobación {1}</translation>
    </message>
    <message>
        <source>{0} went back: {1}.</source>
        <translation>{0} de vuelta: {1}.</translation>
    </message>
    <message>
        <source>Back to customer</source>
        <translation>De vuelta al cliente</translation>
    </message>
    <message>
        <source>Count it into the hand, then close the drawer.</source>
        <translation>Cuéntelo en la mano y cierre el cajón.</translation>
    </message>
    <message>
        <source>{0} went back to the card.</source>
        <translation>{0} volvieron a la tarjeta.</translation>
    </message>
    <message>
        <source>The web shop pays {0} back.</source>
        <translation>La tienda en línea devuelve {0}.</translation>
    </message>
    <message>
        <source>Goes back to the card</source>
        <translation>Vuelve a la tarjeta</translation>
    </message>
    <message>
        <source>The card’s bank shows it in a few days.</source>
        <translation>El banco lo muestra en unos días.</translation>
    </message>
    <message>
        <source>Next customer</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Type a few words.</source>
        <translation>Escriba unas palabras.</translation>
    </message>
    <message>
        <source>Nothing speaks against this return.</source>
        <translation>Nada impide esta devolución.</translation>
    </message>
    <message>
        <source>Receipt {0} is parked.</source>
        <translation>El recibo {0} queda en espera.</translation>
    </message>
    <message>
        <source>Not accepted. The reason prints, ticket {0}.</source>
        <translation>No aceptada. Se imprime el motivo, número {0}.</translation>
    </message>
    <message>
        <source>The return was given up. Nothing was paid.</source>
        <translation>Se dejó la devolución. No se pagó nada.</translation>
    </message>
    <message>
        <source>Lowest price of {0} days, as store credit</source>
        <translation>Precio más bajo de {0} días, como crédito</translation>
    </message>
    <message>
        <source>Empty containers, for their deposit</source>
        <translation>Envases vacíos, por su depósito</translation>
    </message>
    <message>
        <source>Lowest price of {0} days</source>
        <translation>Precio más bajo de {0} días</translation>
    </message>
    <message>
        <source>Lowest price of {0} days, for new goods</source>
        <translation>Precio más bajo de {0} días, para artículos nuevos</translation>
    </message>
    <message>
        <source>In {0} days</source>
        <translation>En {0} días</translation>
    </message>
    <message>
        <source>Without a receipt</source>
        <translation>Sin recibo</translation>
    </message>
    <message>
        <source>with this</source>
        <translation>con esto</translation>
    </message>
    <message>
        <source>Looked at, nothing kept</source>
        <translation>Solo se miró, no se guarda</translation>
    </message>
    <message>
        <source>Typed from the card</source>
        <translation>Escrita de la tarjeta</translation>
    </message>
    <message>
        <source>Scanned; the number is not kept</source>
        <translation>Escaneada; el número no se guarda</translation>
    </message>
    <message>
        <source>How the price was found</source>
        <translation>Cómo se halló el precio</translation>
    </message>
    <message>
        <source>Lowest, {0}</source>
        <translation>Más bajo, {0}</translation>
    </message>
    <message>
        <source>Sold in {0} days</source>
        <translation>Vendido en {0} días</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nunca</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>A new store credit is made.</source>
        <translation>Se hace un crédito de tienda nuevo.</translation>
    </message>
    <message>
        <source>It goes onto the credit ending {0}.</source>
        <translation>Va al crédito que termina en {0}.</translation>
    </message>
    <message>
        <source>With its receipt no card is needed.</source>
        <translation>Con su recibo no hace falta identificación.</translation>
    </message>
    <message>
        <source>Scan the next receipt: the desk is ready</source>
        <translation>Escanee el siguiente recibo: todo listo</translation>
    </message>
    <message>
        <source>Scan what goes home new · F6 ends it</source>
        <translation>Escanee lo que se lleva nuevo · F6 termina</translation>
    </message>
    <message>
        <source>New: {0}, {1}</source>
        <translation>Nuevo: {0}, {1}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>The customer can have</source>
        <translation>El cliente puede tener</translation>
    </message>
    <message>
        <source>{0} choices</source>
        <translation>{0} opciones</translation>
    </message>
    <message>
        <source>{0} more</source>
        <translation>{0} más</translation>
    </message>
    <message>
        <source>We are looking into it.</source>
        <translation>Lo estamos revisando.</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>A pagar</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>Reembolsado</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Anulado</translation>
    </message>
    <message>
        <source>Thank you. Please keep your slip.</source>
        <translation>Gracias. Guarde su comprobante.</translation>
    </message>
    <message>
        <source>Please count your money and keep your slip.</source>
        <translation>Cuente su dinero y guarde su comprobante.</translation>
    </message>
    <message>
        <source>Your store credit is on the slip: keep it like cash.</source>
        <translation>Su crédito está en el comprobante: guárdelo como efectivo.</translation>
    </message>
    <message>
        <source>Your bank shows it within a few days.</source>
        <translation>Su banco lo muestra en unos días.</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Líneas</translation>
    </message>
    <message>
        <source>How should the money go back?</source>
        <translation>¿Cómo se devuelve el dinero?</translation>
    </message>
    <message>
        <source>Benefits as cash or credit</source>
        <translation>Beneficios en efectivo o crédito</translation>
    </message>
    <message>
        <source>What EBT food or WIC paid goes back to nothing else</source>
        <translation>Lo pagado con EBT o WIC no vuelve de otro modo</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>No permitido</translation>
    </message>
    <message>
        <source> and {0} more</source>
        <translation> y {0} más</translation>
    </message>
    <message>
        <source>Fastest</source>
        <translation>Lo más rápido</translation>
    </message>
    <message>
        <source>Store credit</source>
        <translation>Crédito de tienda</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>Crédito</translation>
    </message>
    <message>
        <source>Too little cash</source>
        <translation>Falta efectivo</translation>
    </message>
    <message>
        <source>Too little cash in the drawer</source>
        <translation>Falta efectivo en el cajón</translation>
    </message>
    <message>
        <source>Now, good for {0} days</source>
        <translation>Ahora, vale {0} días</translation>
    </message>
    <message>
        <source>Now, does not expire</source>
        <translation>Ahora, no vence</translation>
    </message>
    <message>
        <source>Most of it in hand now</source>
        <translation>La mayor parte ya en mano</translation>
    </message>
    <message>
        <source>In hand now</source>
        <translation>Ya en la mano</translation>
    </message>
    <message>
        <source>Cash now, card in 3 to 5 days</source>
        <translation>Efectivo ya, tarjeta en 3 a 5 días</translation>
    </message>
    <message>
        <source>Card in 3 to 5 days</source>
        <translation>Tarjeta en 3 a 5 días</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Ahora</translation>
    </message>
    <message>
        <source>A manager must agree</source>
        <translation>Debe aceptar un gerente</translation>
    </message>
    <message>
        <source>Declined before</source>
        <translation>Rechazada antes</translation>
    </message>
    <message>
        <source>What else the customer can have</source>
        <translation>Qué más puede recibir</translation>
    </message>
    <message>
        <source>{0} · receipt {1}</source>
        <translation>{0} · recibo {1}</translation>
    </message>
    <message>
        <source>Declined before, asked again</source>
        <translation>Rechazada antes, se pide otra vez</translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation>Sugerido</translation>
    </message>
    <message>
        <source>Suggested: same way it was paid</source>
        <translation>Sugerido: como se pagó</translation>
    </message>
    <message>
        <source>Cash up to what was paid in cash</source>
        <translation>Hasta lo pagado en efectivo</translation>
    </message>
    <message>
        <source>One slip, spent like money here</source>
        <translation>Un vale, se gasta aquí</translation>
    </message>
    <message>
        <source>Why does {0} cost something else?</source>
        <translation>¿Por qué {0} tiene otro precio?</translation>
    </message>
    <message>
        <source>Price of {0} instead of {1}? A note may follow.</source>
        <translation>¿Precio de {0} en vez de {1}? Puede seguir una nota.</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplicado</translation>
    </message>
    <message>
        <source>The customer shows a duplicate of the receipt</source>
        <translation>El cliente muestra un duplicado del recibo</translation>
    </message>
    <message>
        <source>Gift receipt</source>
        <translation>Recibo regalo</translation>
    </message>
    <message>
        <source>The customer shows a gift receipt; prices are hidden</source>
        <translation>El cliente muestra un recibo de regalo; los precios se ocultan</translation>
    </message>
</context>
<context>
    <name>ReturnsScreen</name>
    <message>
        <source>This receipt is open already.</source>
        <translation>Este recibo ya está abierto.</translation>
    </message>
    <message>
        <source>Receipt {0} was open and is parked now.</source>
        <translation>El recibo {0} estaba abierto y queda en espera.</translation>
    </message>
</context>
<context>
    <name>RoomScreen</name>
    <message>
        <source>Still missing: {0}</source>
        <translation>Falta: {0}</translation>
    </message>
    <message>
        <source>Choose a reason first.</source>
        <translation>Elija primero un motivo.</translation>
    </message>
</context>
<context>
    <name>RoomWords</name>
    <message>
        <source>Loan asked for</source>
        <translation>Préstamo pedido</translation>
    </message>
    <message>
        <source>Pickup to receive</source>
        <translation>Retiro por recibir</translation>
    </message>
    <message>
        <source>Safe drop to receive</source>
        <translation>Bolsa por recibir</translation>
    </message>
    <message>
        <source>Bank deposit on its way</source>
        <translation>Depósito en camino</translation>
    </message>
    <message>
        <source>Change ordered</source>
        <translation>Cambio pedido</translation>
    </message>
    <message>
        <source>Petty cash is out</source>
        <translation>Caja chica fuera</translation>
    </message>
    <message>
        <source>In dispute</source>
        <translation>En disputa</translation>
    </message>
    <message>
        <source>Loan</source>
        <translation>Préstamo</translation>
    </message>
    <message>
        <source>Pickup bag</source>
        <translation>Bolsa de retiro</translation>
    </message>
    <message>
        <source>Safe drop</source>
        <translation>A caja fuerte</translation>
    </message>
    <message>
        <source>Deposit</source>
        <translation>Depósito</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Cambio</translation>
    </message>
    <message>
        <source>Petty cash</source>
        <translation>Caja chica</translation>
    </message>
    <message>
        <source>Dispute</source>
        <translation>Disputa</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Confirmar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Settle</source>
        <translation>Resolver</translation>
    </message>
    <message>
        <source>Receive</source>
        <translation>Recibir</translation>
    </message>
    <message>
        <source>bag {0}</source>
        <translation>bolsa {0}</translation>
    </message>
    <message>
        <source>late</source>
        <translation>tarde</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
</context>
<context>
    <name>SafeCalls</name>
    <message>
        <source>Safe counted. Variance: {0}. The slip prints now.</source>
        <translation>Caja fuerte contada. Diferencia: {0}. El comprobante se imprime ahora.</translation>
    </message>
    <message>
        <source>Taken in. What differs is in dispute until a manager settles it.</source>
        <translation>Recibido. Lo que difiere queda en disputa hasta que un gerente lo resuelva.</translation>
    </message>
    <message>
        <source>The order is kept. Count it when it is delivered.</source>
        <translation>El pedido queda guardado. Cuéntelo al recibirlo.</translation>
    </message>
    <message>
        <source>The deposit is on its way. Two slips print.</source>
        <translation>El depósito está en camino. Se imprimen dos comprobantes.</translation>
    </message>
    <message>
        <source>The key&apos;s new holder is on record.</source>
        <translation>El nuevo portador de la llave queda registrado.</translation>
    </message>
    <message>
        <source>Petty cash is out until receipt and change are back.</source>
        <translation>La caja chica queda abierta hasta que vuelvan recibo y cambio.</translation>
    </message>
    <message>
        <source>The note is booked and kept as evidence.</source>
        <translation>El billete queda asentado y guardado como prueba.</translation>
    </message>
    <message>
        <source>The loan is on its way to the till. Two slips print.</source>
        <translation>El préstamo va a la caja. Se imprimen dos comprobantes.</translation>
    </message>
    <message>
        <source>The delivery is in the safe. The slip prints now.</source>
        <translation>La entrega está en la caja fuerte. El comprobante se imprime ahora.</translation>
    </message>
    <message>
        <source>The bag is in the safe. The slip prints now.</source>
        <translation>La bolsa está en la caja fuerte. El comprobante se imprime ahora.</translation>
    </message>
    <message>
        <source>The bank has the deposit.</source>
        <translation>El banco tiene el depósito.</translation>
    </message>
    <message>
        <source>The petty cash is closed.</source>
        <translation>La caja chica está cerrada.</translation>
    </message>
    <message>
        <source>The difference is settled.</source>
        <translation>La diferencia está resuelta.</translation>
    </message>
</context>
<context>
    <name>SafePlans</name>
    <message>
        <source>Count the safe</source>
        <translation>Contar</translation>
    </message>
    <message>
        <source>Order change</source>
        <translation>Pedir cambio</translation>
    </message>
    <message>
        <source>Bank deposit</source>
        <translation>Depósito bancario</translation>
    </message>
    <message>
        <source>Hand over a key</source>
        <translation>Entregar llave</translation>
    </message>
    <message>
        <source>Petty cash</source>
        <translation>Caja chica</translation>
    </message>
    <message>
        <source>Send the loan</source>
        <translation>Enviar préstamo</translation>
    </message>
    <message>
        <source>Change delivered</source>
        <translation>Cambio entregado</translation>
    </message>
    <message>
        <source>Receive the bag</source>
        <translation>Recibir bolsa</translation>
    </message>
    <message>
        <source>The bank counted</source>
        <translation>El banco contó</translation>
    </message>
    <message>
        <source>Close the petty cash</source>
        <translation>Cerrar caja chica</translation>
    </message>
    <message>
        <source>Settle the difference</source>
        <translation>Resolver diferencia</translation>
    </message>
    <message>
        <source>Who hands over counts, who takes over signs</source>
        <translation>Quien entrega cuenta, quien recibe firma</translation>
    </message>
    <message>
        <source>This count is blind: you see only what you type.</source>
        <translation>Conteo a ciegas: solo ve lo que escribe.</translation>
    </message>
    <message>
        <source>Then the person who takes the safe over signs for it.</source>
        <translation>Después firma quien recibe la caja fuerte.</translation>
    </message>
    <message>
        <source>The count stands</source>
        <translation>El conteo vale</translation>
    </message>
    <message>
        <source>The count does not match, so it needs a reason.</source>
        <translation>El conteo no coincide: hace falta un motivo.</translation>
    </message>
    <message>
        <source>Choose one, then the second person signs.</source>
        <translation>Elija uno; después firma la segunda persona.</translation>
    </message>
    <message>
        <source>Reason for the difference</source>
        <translation>Motivo de la diferencia</translation>
    </message>
    <message>
        <source>What the bank should bring, by pieces.</source>
        <translation>Lo que debe traer el banco, por piezas.</translation>
    </message>
    <message>
        <source>Filled in as the last count and the par levels say. Change what you like.</source>
        <translation>Según el último conteo y los niveles. Cambie lo que quiera.</translation>
    </message>
    <message>
        <source>No money moves until it is delivered and counted</source>
        <translation>No se mueve dinero hasta recibirlo y contarlo</translation>
    </message>
    <message>
        <source>Count what was delivered. What was ordered is not shown.</source>
        <translation>Cuente lo entregado. Lo pedido no se muestra.</translation>
    </message>
    <message>
        <source>The bank answers for what differs.</source>
        <translation>El banco responde de lo que difiere.</translation>
    </message>
    <message>
        <source>By notes and coins</source>
        <translation>Por billetes y monedas</translation>
    </message>
    <message>
        <source>The courier signs the slip that prints.</source>
        <translation>El transportista firma el comprobante.</translation>
    </message>
    <message>
        <source>If it is not what was ordered, say why in the note.</source>
        <translation>Si no es lo pedido, diga por qué en la nota.</translation>
    </message>
    <message>
        <source>Courier</source>
        <translation>Transportista</translation>
    </message>
    <message>
        <source>Who brought it</source>
        <translation>Quién lo trajo</translation>
    </message>
    <message>
        <source>Count what arrived. What was sent is not shown.</source>
        <translation>Cuente lo que llegó. Lo enviado no se muestra.</translation>
    </message>
    <message>
        <source>What differs waits for a manager.</source>
        <translation>Lo que difiere espera a un gerente.</translation>
    </message>
    <message>
        <source>Cash in the bag</source>
        <translation>Efectivo en la bolsa</translation>
    </message>
    <message>
        <source>A note is needed only if something differs.</source>
        <translation>Solo hace falta una nota si algo difiere.</translation>
    </message>
    <message>
        <source>What else is in it</source>
        <translation>Qué más contiene</translation>
    </message>
    <message>
        <source>A key changes hands between two people.</source>
        <translation>Una llave pasa entre dos personas.</translation>
    </message>
    <message>
        <source>Who takes it signs with badge or PIN.</source>
        <translation>Quien la recibe firma con credencial o PIN.</translation>
    </message>
    <message>
        <source>Another key</source>
        <translation>Otra llave</translation>
    </message>
    <message>
        <source>Which key</source>
        <translation>Qué llave</translation>
    </message>
    <message>
        <source>Who is signed on gives it</source>
        <translation>La entrega quien está registrado</translation>
    </message>
    <message>
        <source>Receipt and change must meet the advance.</source>
        <translation>Recibo y cambio deben sumar el anticipo.</translation>
    </message>
    <message>
        <source>If they do not, say why in the note.</source>
        <translation>Si no, diga por qué en la nota.</translation>
    </message>
    <message>
        <source>Spent, by the receipt</source>
        <translation>Gastado, según el recibo</translation>
    </message>
    <message>
        <source>Change that came back</source>
        <translation>Cambio que volvió</translation>
    </message>
    <message>
        <source>Receipt number</source>
        <translation>Número de recibo</translation>
    </message>
    <message>
        <source>With its receipt</source>
        <translation>Con su recibo</translation>
    </message>
    <message>
        <source>What it was for</source>
        <translation>Para qué fue</translation>
    </message>
    <message>
        <source>What was sent and what arrived differ.</source>
        <translation>Lo enviado y lo recibido difieren.</translation>
    </message>
    <message>
        <source>Say what was found; both sides keep their slips.</source>
        <translation>Diga qué se encontró; ambas partes guardan su comprobante.</translation>
    </message>
    <message>
        <source>Back to the sender</source>
        <translation>Vuelve al remitente</translation>
    </message>
    <message>
        <source>Over or short</source>
        <translation>Sobrante o faltante</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Qué se encontró</translation>
    </message>
    <message>
        <source>It cannot be changed afterwards</source>
        <translation>Después no se puede cambiar</translation>
    </message>
    <message>
        <source>Who bears it</source>
        <translation>Quién responde</translation>
    </message>
    <message>
        <source>Type what the bank says it found.</source>
        <translation>Escriba lo que dice el banco.</translation>
    </message>
    <message>
        <source>If it differs, say what the bank wrote in the note.</source>
        <translation>Si difiere, anote lo que escribió el banco.</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Efectivo</translation>
    </message>
    <message>
        <source>From its advice</source>
        <translation>Según su aviso</translation>
    </message>
    <message>
        <source>Counterfeit note</source>
        <translation>Billete falso</translation>
    </message>
    <message>
        <source>Checks, coupons and other papers in the same bag, if there are any.</source>
        <translation>Cheques, cupones y otros papeles en la misma bolsa, si los hay.</translation>
    </message>
    <message>
        <source>Bag number</source>
        <translation>Número de bolsa</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>Precinto</translation>
    </message>
    <message>
        <source>Number on the note</source>
        <translation>Número del billete</translation>
    </message>
    <message>
        <source>Who gets it</source>
        <translation>Quién lo recibe</translation>
    </message>
    <message>
        <source>Worth</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>The bag is sealed and the courier signs the slip.</source>
        <translation>La bolsa se sella y el transportista firma.</translation>
    </message>
    <message>
        <source>It is the bank&apos;s once the bank has counted it.</source>
        <translation>Es del banco cuando el banco lo haya contado.</translation>
    </message>
    <message>
        <source>Cash goes out for something the store buys.</source>
        <translation>Sale efectivo para algo que compra la tienda.</translation>
    </message>
    <message>
        <source>It stays open until receipt and change are back.</source>
        <translation>Queda abierto hasta que vuelvan recibo y cambio.</translation>
    </message>
    <message>
        <source>The note is never given back: it is kept for the police.</source>
        <translation>El billete no se devuelve: se guarda para la policía.</translation>
    </message>
    <message>
        <source>Its worth is booked as a loss.</source>
        <translation>Su valor se asienta como pérdida.</translation>
    </message>
    <message>
        <source>The cash leaves the safe now.</source>
        <translation>El efectivo sale ahora de la caja fuerte.</translation>
    </message>
    <message>
        <source>It is the till&apos;s once the till has received it.</source>
        <translation>Es de la caja cuando la caja lo haya recibido.</translation>
    </message>
    <message>
        <source>From the safe</source>
        <translation>De la caja fuerte</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <source>Counted so far</source>
        <translation>Contado hasta ahora</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Importe</translation>
    </message>
    <message>
        <source>Finish count</source>
        <translation>Terminar</translation>
    </message>
    <message>
        <source>Keep the order</source>
        <translation>Guardar pedido</translation>
    </message>
    <message>
        <source>Send to the bank</source>
        <translation>Al banco</translation>
    </message>
    <message>
        <source>Hand it over</source>
        <translation>Entregar</translation>
    </message>
    <message>
        <source>Give it out</source>
        <translation>Entregar</translation>
    </message>
    <message>
        <source>Book and keep it</source>
        <translation>Asentar y guardar</translation>
    </message>
    <message>
        <source>Send to the till</source>
        <translation>A la caja</translation>
    </message>
    <message>
        <source>Take it in</source>
        <translation>Recibir</translation>
    </message>
</context>
<context>
    <name>SafeScreen</name>
    <message>
        <source>Nobody has counted it yet</source>
        <translation>Nadie la ha contado todavía</translation>
    </message>
    <message>
        <source>In {0}’s hands, counted {1}</source>
        <translation>En manos de {0}, contada {1}</translation>
    </message>
    <message>
        <source>Safe</source>
        <translation>Caja fuerte</translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation>Líneas</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Tablero</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Qué hacer</translation>
    </message>
    <message>
        <source>Nothing waits. Bags, orders and petty cash appear here.</source>
        <translation>Nada espera. Aquí aparecen bolsas, pedidos y caja chica.</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Espera</translation>
    </message>
    <message>
        <source>Ask someone who may to sign on.</source>
        <translation>Pida que entre alguien autorizado.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Par</source>
        <translation>Nivel</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Pedir</translation>
    </message>
    <message>
        <source>Pieces to keep, needed today, and to order by the last count.</source>
        <translation>Piezas que guardar, necesarias hoy y por pedir según el último conteo.</translation>
    </message>
    <message>
        <source>Par levels</source>
        <translation>Niveles</translation>
    </message>
    <message>
        <source>The whole day</source>
        <translation>Todo el día</translation>
    </message>
    <message>
        <source>What nine of ten days like it stayed within.</source>
        <translation>En nueve de cada diez días así bastó.</translation>
    </message>
    <message>
        <source>Too little was paid out so far to say.</source>
        <translation>Aún se pagó muy poco para decirlo.</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Efectivo</translation>
    </message>
    <message>
        <source>Cash needed today</source>
        <translation>Efectivo para hoy</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nunca</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Contado</translation>
    </message>
    <message>
        <source>Cash in the safe</source>
        <translation>Efectivo en ella</translation>
    </message>
    <message>
        <source>Not shown</source>
        <translation>No se muestra</translation>
    </message>
    <message>
        <source>Runs low on</source>
        <translation>Escasean</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Llaves</translation>
    </message>
    <message>
        <source>Counterfeit notes kept</source>
        <translation>Billetes falsos guardados</translation>
    </message>
</context>
<context>
    <name>ScanField</name>
    <message>
        <source>Scan or type a receipt, item, badge or customer</source>
        <translation>Escanee recibo, artículo, credencial o cliente</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Escuchando</translation>
    </message>
    <message>
        <source>Unknown code</source>
        <translation>Código desconocido</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>suspend, resume, put aside</source>
        <translation>suspender, reanudar, apartar, aparcado</translation>
    </message>
    <message>
        <source>colors, dark, light, language, Español, unlock, customer’s screen</source>
        <translation>colores, oscuro, claro, idioma, English, desbloquear, pantalla del cliente</translation>
    </message>
    <message>
        <source>Requests for a manager</source>
        <translation>Solicitudes al gerente</translation>
    </message>
    <message>
        <source>approve, approval</source>
        <translation>autorizar, autorización, aprobar</translation>
    </message>
    <message>
        <source>Interrupted card refunds and payments</source>
        <translation>Reembolsos y pagos con tarjeta interrumpidos</translation>
    </message>
    <message>
        <source>settle, terminal</source>
        <translation>aclarar, liquidar, terminal</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>help</source>
        <translation>ayuda</translation>
    </message>
    <message>
        <source>Lock the desk</source>
        <translation>Bloquear el mostrador</translation>
    </message>
    <message>
        <source>sign off</source>
        <translation>salir, cerrar sesión</translation>
    </message>
</context>
<context>
    <name>SearchCard</name>
    <message>
        <source>Search everything: actions, receipts, items, parked work</source>
        <translation>Busque acciones, recibos, artículos o lo apartado</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>elegir</translation>
    </message>
    <message>
        <source>open</source>
        <translation>abrir</translation>
    </message>
    <message>
        <source>Looking</source>
        <translation>Buscando</translation>
    </message>
    <message>
        <source>Nothing fits</source>
        <translation>Nada coincide</translation>
    </message>
    <message>
        <source>Type less of it, or the whole number of a receipt or a slip.</source>
        <translation>Escriba menos, o el número entero de un recibo o comprobante.</translation>
    </message>
    <message>
        <source>Scanning works here, too.</source>
        <translation>Aquí también se puede escanear.</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Ir a</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Done today</source>
        <translation>Hecho hoy</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>Recibos</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>Artículos</translation>
    </message>
</context>
<context>
    <name>SettleScreen</name>
    <message>
        <source>Card refunds to settle</source>
        <translation>Devoluciones a tarjeta por aclarar</translation>
    </message>
    <message>
        <source>These were interrupted. Each one is ended once; no money moves twice.</source>
        <translation>Quedaron a medias. Cada una se cierra una vez; el dinero no se mueve dos veces.</translation>
    </message>
    <message>
        <source>Approval code on the terminal’s paper</source>
        <translation>Código de autorización del papel del terminal</translation>
    </message>
    <message>
        <source>It went through</source>
        <translation>Se hizo</translation>
    </message>
    <message>
        <source>It was declined</source>
        <translation>Fue rechazada</translation>
    </message>
    <message>
        <source>Type the code first.</source>
        <translation>Escriba primero el código.</translation>
    </message>
    <message>
        <source>Asked. Look below for what is still open.</source>
        <translation>Preguntado. Abajo está lo que sigue abierto.</translation>
    </message>
    <message>
        <source>Nothing to settle</source>
        <translation>Nada por aclarar</translation>
    </message>
    <message>
        <source>Ask the other card</source>
        <translation>Preguntar a la otra tarjeta</translation>
    </message>
    <message>
        <source>Nothing is posted before another card gives its {0}, too.</source>
        <translation>No se asienta nada hasta que otra tarjeta dé también sus {0}.</translation>
    </message>
    <message>
        <source>It went through and is posted.</source>
        <translation>Se hizo y está registrado.</translation>
    </message>
    <message>
        <source>The terminal undid it</source>
        <translation>La terminal lo deshizo</translation>
    </message>
    <message>
        <source>Every card refund and payment has ended.</source>
        <translation>Todas las devoluciones y pagos con tarjeta terminaron.</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>La pidió</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Importe</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Preguntar</translation>
    </message>
    <message>
        <source>Post it</source>
        <translation>Anotarla</translation>
    </message>
    <message>
        <source>The money went back. Only the books are missing.</source>
        <translation>El dinero volvió. Solo falta anotarlo.</translation>
    </message>
    <message>
        <source>The card has paid. Only the books are missing.</source>
        <translation>La tarjeta pagó. Solo falta el registro.</translation>
    </message>
    <message>
        <source>Asking moves no money.</source>
        <translation>Preguntar no mueve dinero.</translation>
    </message>
    <message>
        <source>Open the return</source>
        <translation>Abrir devolución</translation>
    </message>
    <message>
        <source>Open the exchange</source>
        <translation>Abrir el cambio</translation>
    </message>
    <message>
        <source>Type the code there, or say that it was declined.</source>
        <translation>Escriba allí el código, o diga que fue rechazada.</translation>
    </message>
    <message>
        <source>A manager looks at the terminal and says how it ended.</source>
        <translation>Un gerente mira la terminal y dice cómo terminó.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>done, but another card is not</source>
        <translation>hecha, pero falta otra tarjeta</translation>
    </message>
    <message>
        <source>went through, not posted yet</source>
        <translation>hecha, aún sin anotar</translation>
    </message>
    <message>
        <source>not answered yet</source>
        <translation>aún sin respuesta</translation>
    </message>
    <message>
        <source>nobody knows whether it was paid</source>
        <translation>nadie sabe si se pagó</translation>
    </message>
    <message>
        <source>nobody knows whether it went back</source>
        <translation>nadie sabe si el dinero volvió</translation>
    </message>
    <message>
        <source>Card payments to settle</source>
        <translation>Pagos con tarjeta por aclarar</translation>
    </message>
    <message>
        <source>Cards to settle</source>
        <translation>Tarjetas por aclarar</translation>
    </message>
    <message>
        <source>Card refunds were interrupted and are not settled.</source>
        <translation>Hay reembolsos a tarjeta interrumpidos y sin resolver.</translation>
    </message>
    <message>
        <source>Card payments were interrupted and are not settled.</source>
        <translation>Hay pagos con tarjeta interrumpidos y sin resolver.</translation>
    </message>
    <message>
        <source>Card refunds and payments were interrupted and are not settled.</source>
        <translation>Hay reembolsos y pagos con tarjeta interrumpidos y sin resolver.</translation>
    </message>
    <message>
        <source>Look at them</source>
        <translation>Verlos</translation>
    </message>
    <message>
        <source>Refund called back</source>
        <translation>Reembolso recuperado</translation>
    </message>
    <message>
        <source>Card payment</source>
        <translation>Pago con tarjeta</translation>
    </message>
    <message>
        <source>The card gave it back. Only the books are missing.</source>
        <translation>La tarjeta lo devolvió. Solo faltan los libros.</translation>
    </message>
    <message>
        <source>If the other card never does: undo this one on its terminal, so that it has its money as before, then say so here. Nothing is voided then, and the receipt is free.</source>
        <translation>Si la otra tarjeta nunca lo hace: deshaga esta en su terminal, para que tenga su dinero como antes, y dígalo aquí. Entonces no se anula nada y el recibo queda libre.</translation>
    </message>
    <message>
        <source>Receipt {0}</source>
        <translation>Recibo {0}</translation>
    </message>
    <message>
        <source>Card refund</source>
        <translation>Reembolso a tarjeta</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>{0} is signed on already.</source>
        <translation>{0} ya inició sesión.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>Everything works by touch, too.</source>
        <translation>Todo funciona también con el dedo.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Welcome to {0}</source>
        <translation>Bienvenido a {0}</translation>
    </message>
    <message>
        <source>Store {0}, {1}</source>
        <translation>Tienda {0}, {1}</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Bloquear</translation>
    </message>
    <message>
        <source>Till {0}</source>
        <translation>Caja {0}</translation>
    </message>
</context>
<context>
    <name>SignalsKey</name>
    <message>
        <source>Signals</source>
        <translation>Señales</translation>
    </message>
    <message>
        <source>Signals are for managers</source>
        <translation>Las señales son para gerentes</translation>
    </message>
    <message>
        <source>Name and PIN first, then Alt+S.</source>
        <translation>Primero nombre y PIN, luego Alt+S.</translation>
    </message>
    <message>
        <source>Nothing stands out.</source>
        <translation>Nada llama la atención.</translation>
    </message>
</context>
<context>
    <name>SlipsPage</name>
    <message>
        <source>Add it</source>
        <translation>Añadir</translation>
    </message>
</context>
<context>
    <name>StandingViews</name>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Count and close</source>
        <translation>Contar y cerrar</translation>
    </message>
    <message>
        <source>Start the count</source>
        <translation>Empezar conteo</translation>
    </message>
    <message>
        <source>You see only what you type.</source>
        <translation>Solo ve lo que escribe.</translation>
    </message>
    <message>
        <source>On its way: {0}</source>
        <translation>En camino: {0}</translation>
    </message>
    <message>
        <source>{0} must still go out.</source>
        <translation>Aún deben salir {0}.</translation>
    </message>
    <message>
        <source>{0} too much goes out.</source>
        <translation>Sobran {0} en lo que sale.</translation>
    </message>
    <message>
        <source>Comes in</source>
        <translation>Entra</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} de {1}</translation>
    </message>
    <message>
        <source>Choose one</source>
        <translation>Elija uno</translation>
    </message>
    <message>
        <source>Esc goes back; nothing is lost.</source>
        <translation>Esc vuelve; no se pierde nada.</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Papel</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>Reimprimir</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Imprimir</translation>
    </message>
    <message>
        <source>Esc goes back without printing.</source>
        <translation>Esc vuelve sin imprimir.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguno</translation>
    </message>
    <message>
        <source>Till {0}</source>
        <translation>Caja {0}</translation>
    </message>
</context>
<context>
    <name>StartPages</name>
    <message>
        <source>Which receipt?</source>
        <translation>¿Qué recibo?</translation>
    </message>
    <message>
        <source>Scan it, or find it without its barcode.</source>
        <translation>Escanéelo o búsquelo sin su código.</translation>
    </message>
    <message>
        <source>Scan the receipt first, then the item.</source>
        <translation>Escanee primero el recibo y luego el artículo.</translation>
    </message>
    <message>
        <source>{0} receipts fit</source>
        <translation>{0} recibos coinciden</translation>
    </message>
    <message>
        <source>Choose by date and amount: press a number.</source>
        <translation>Elija por fecha e importe: presione un número.</translation>
    </message>
    <message>
        <source>Paid on the paper</source>
        <translation>Pagado según el papel</translation>
    </message>
    <message>
        <source>Open the return</source>
        <translation>Abrir devolución</translation>
    </message>
    <message>
        <source>Type the lines first.</source>
        <translation>Escriba antes las líneas.</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Saved</source>
        <translation>Guardado</translation>
    </message>
    <message>
        <source>Database not reached</source>
        <translation>Sin base de datos</translation>
    </message>
    <message>
        <source>No database</source>
        <translation>Sin base</translation>
    </message>
    <message>
        <source>No till open</source>
        <translation>Sin caja abierta</translation>
    </message>
    <message>
        <source>Till {0} open</source>
        <translation>Caja {0} abierta</translation>
    </message>
    <message>
        <source>Till {0}</source>
        <translation>Caja {0}</translation>
    </message>
    <message>
        <source>{0} parked</source>
        <translation>{0} en espera</translation>
    </message>
    <message>
        <source>No printer</source>
        <translation>Sin impresora</translation>
    </message>
    <message>
        <source>Printer ready</source>
        <translation>Impresora lista</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Impresora</translation>
    </message>
    <message>
        <source>Printer does not answer</source>
        <translation>La impresora no responde</translation>
    </message>
    <message>
        <source>Check the last slip</source>
        <translation>Revise el último comprobante</translation>
    </message>
    <message>
        <source>Check slip</source>
        <translation>Revisar</translation>
    </message>
    <message>
        <source>Drawer opened</source>
        <translation>Cajón abierto</translation>
    </message>
    <message>
        <source>Drawer</source>
        <translation>Cajón</translation>
    </message>
    <message>
        <source>Drawer closed</source>
        <translation>Cajón cerrado</translation>
    </message>
    <message>
        <source>Drawer ready</source>
        <translation>Cajón listo</translation>
    </message>
    <message>
        <source>Drawer did not open</source>
        <translation>El cajón no abrió</translation>
    </message>
    <message>
        <source>No receipts yet</source>
        <translation>Sin recibos aún</translation>
    </message>
    <message>
        <source>Newest receipt {0} ago</source>
        <translation>Último recibo hace {0}</translation>
    </message>
</context>
<context>
    <name>Stepper</name>
    <message>
        <source>One less</source>
        <translation>Uno menos</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>Uno más</translation>
    </message>
</context>
<context>
    <name>Task</name>
    <message>
        <source>Return</source>
        <translation>Devolución</translation>
    </message>
    <message>
        <source>No receipt</source>
        <translation>Sin recibo</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Efectivo</translation>
    </message>
    <message>
        <source>Count and close</source>
        <translation>Contar y cerrar</translation>
    </message>
    <message>
        <source>All tills</source>
        <translation>Todas las cajas</translation>
    </message>
    <message>
        <source>Safe</source>
        <translation>Caja fuerte</translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation>Líneas</translation>
    </message>
    <message>
        <source>Trends</source>
        <translation>Tendencias</translation>
    </message>
    <message>
        <source>Why a till differs</source>
        <translation>Por qué difiere una caja</translation>
    </message>
    <message>
        <source>Patterns</source>
        <translation>Patrones</translation>
    </message>
    <message>
        <source>Morning Book</source>
        <translation>Libro de la mañana</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>Pago</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>Ingreso</translation>
    </message>
    <message>
        <source>Safe drop</source>
        <translation>A caja fuerte</translation>
    </message>
    <message>
        <source>No sale</source>
        <translation>Sin venta</translation>
    </message>
    <message>
        <source>Change money</source>
        <translation>Cambiar dinero</translation>
    </message>
    <message>
        <source>Swap tenders</source>
        <translation>Canjear</translation>
    </message>
    <message>
        <source>Counterfeit note</source>
        <translation>Billete falso</translation>
    </message>
    <message>
        <source>Petty cash</source>
        <translation>Caja chica</translation>
    </message>
    <message>
        <source>Settle petty cash</source>
        <translation>Liquidar anticipo</translation>
    </message>
    <message>
        <source>Ask for a loan</source>
        <translation>Pedir préstamo</translation>
    </message>
    <message>
        <source>Pickup</source>
        <translation>Retiro</translation>
    </message>
    <message>
        <source>Loan</source>
        <translation>Préstamo</translation>
    </message>
    <message>
        <source>Spot count</source>
        <translation>Arqueo</translation>
    </message>
    <message>
        <source>X report</source>
        <translation>Informe X</translation>
    </message>
    <message>
        <source>Past Z</source>
        <translation>Z anteriores</translation>
    </message>
    <message>
        <source>Prepare a till</source>
        <translation>Preparar caja</translation>
    </message>
    <message>
        <source>Force-close</source>
        <translation>Forzar cierre</translation>
    </message>
    <message>
        <source>pay, expense</source>
        <translation>pagar, gasto, egreso</translation>
    </message>
    <message>
        <source>take in</source>
        <translation>recibir dinero, entrada</translation>
    </message>
    <message>
        <source>bag to the safe</source>
        <translation>bolsa, depósito</translation>
    </message>
    <message>
        <source>open the drawer</source>
        <translation>abrir el cajón</translation>
    </message>
    <message>
        <source>break a note</source>
        <translation>feria, sencillo</translation>
    </message>
    <message>
        <source>false note</source>
        <translation>falsificado</translation>
    </message>
    <message>
        <source>advance</source>
        <translation>anticipo</translation>
    </message>
    <message>
        <source>coins</source>
        <translation>monedas</translation>
    </message>
    <message>
        <source>fetch cash</source>
        <translation>retirar efectivo</translation>
    </message>
    <message>
        <source>bring cash</source>
        <translation>traer efectivo</translation>
    </message>
    <message>
        <source>audit</source>
        <translation>auditoría</translation>
    </message>
    <message>
        <source>settlement, reprint</source>
        <translation>liquidación, reimprimir</translation>
    </message>
    <message>
        <source>float</source>
        <translation>fondo</translation>
    </message>
    <message>
        <source>registers</source>
        <translation>cajas registradoras</translation>
    </message>
    <message>
        <source>deposit</source>
        <translation>depósito</translation>
    </message>
    <message>
        <source>board</source>
        <translation>tablero</translation>
    </message>
    <message>
        <source>settle, close the till, Z report</source>
        <translation>liquidar, cerrar la caja, informe Z</translation>
    </message>
    <message>
        <source>till, drawer, open a till</source>
        <translation>caja, cajón, abrir una caja</translation>
    </message>
    <message>
        <source>refund, bring back</source>
        <translation>reembolso, devolver</translation>
    </message>
    <message>
        <source>lost receipt, without</source>
        <translation>recibo perdido, sin ticket</translation>
    </message>
    <message>
        <source>swap</source>
        <translation>canjear</translation>
    </message>
    <message>
        <source>Goods back</source>
        <translation>Mercancía devuelta</translation>
    </message>
    <message>
        <source>go-back, reclaim, vendor credit, destroy, disposition</source>
        <translation>estantería, reclamo, crédito del proveedor, destruir, destino</translation>
    </message>
    <message>
        <source>price correction, overcharge, price match</source>
        <translation>corrección de precio, cobro de más, igualar precio</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>Cambio</translation>
    </message>
    <message>
        <source>Price fix</source>
        <translation>Precios</translation>
    </message>
    <message>
        <source>Credits</source>
        <translation>Créditos</translation>
    </message>
</context>
<context>
    <name>TillPages</name>
    <message>
        <source>Cash</source>
        <translation>Efectivo</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>Un momento</translation>
    </message>
    <message>
        <source>Open till</source>
        <translation>Abrir caja</translation>
    </message>
</context>
<context>
    <name>TillViews</name>
    <message>
        <source>Since {0}</source>
        <translation>Desde {0}</translation>
    </message>
    <message>
        <source>Not closed on its day</source>
        <translation>No se cerró en su día</translation>
    </message>
    <message>
        <source>Cash level</source>
        <translation>Nivel de efectivo</translation>
    </message>
    <message>
        <source>Waits for its count</source>
        <translation>Espera su conteo</translation>
    </message>
    <message>
        <source>Not used yet</source>
        <translation>Sin usar todavía</translation>
    </message>
    <message>
        <source>Settled {0}</source>
        <translation>Liq. {0}</translation>
    </message>
    <message>
        <source>Free to open</source>
        <translation>Libre</translation>
    </message>
    <message>
        <source>Lane</source>
        <translation>Línea de caja</translation>
    </message>
    <message>
        <source>Disputed</source>
        <translation>En disputa</translation>
    </message>
    <message>
        <source>Not opened</source>
        <translation>Sin abrir</translation>
    </message>
    <message>
        <source>Difference not accepted</source>
        <translation>Diferencia sin aceptar</translation>
    </message>
    <message>
        <source>No drawer issued</source>
        <translation>Sin cajón entregado</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abierta</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Suspendida</translation>
    </message>
    <message>
        <source>Prepared</source>
        <translation>Preparada</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Cerrada</translation>
    </message>
    <message>
        <source>Force-closed</source>
        <translation>Cierre forzado</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>Contando</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Bajo</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Near limit</source>
        <translation>Cerca del límite</translation>
    </message>
    <message>
        <source>Over limit</source>
        <translation>Sobre el límite</translation>
    </message>
    <message>
        <source>This till was not closed on its day.</source>
        <translation>Esta caja no se cerró en su día.</translation>
    </message>
    <message>
        <source>Count it first; then open it for today.</source>
        <translation>Cuéntela primero; después ábrala para hoy.</translation>
    </message>
    <message>
        <source>{0} opened this till.</source>
        <translation>{0} abrió esta caja.</translation>
    </message>
    <message>
        <source>You can count it; a manager agrees at the end.</source>
        <translation>Puede contarla; un gerente lo aprueba al final.</translation>
    </message>
    <message>
        <source>The first count did not match.</source>
        <translation>El primer conteo no coincidió.</translation>
    </message>
    <message>
        <source>Count once more; the second count is final.</source>
        <translation>Cuente otra vez; el segundo conteo es definitivo.</translation>
    </message>
</context>
<context>
    <name>TillWords</name>
    <message>
        <source>{0} coins</source>
        <translation>Monedas de {0}</translation>
    </message>
    <message>
        <source>{0} notes</source>
        <translation>Billetes de {0}</translation>
    </message>
    <message>
        <source>Not opened</source>
        <translation>Sin abrir</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abierta</translation>
    </message>
    <message>
        <source>No till yet</source>
        <translation>Ninguna caja</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Efectivo</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Cheques</translation>
    </message>
    <message>
        <source>Coupons</source>
        <translation>Cupones</translation>
    </message>
    <message>
        <source>Money orders</source>
        <translation>Giros</translation>
    </message>
    <message>
        <source>Gift cards</source>
        <translation>Tarjetas</translation>
    </message>
    <message>
        <source>{0} rolls</source>
        <translation>Rollos de {0}</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nunca</translation>
    </message>
    <message>
        <source>Last settled</source>
        <translation>Última liq.</translation>
    </message>
    <message>
        <source>Suggested float</source>
        <translation>Fondo sugerido</translation>
    </message>
    <message>
        <source>Opened by</source>
        <translation>La abrió</translation>
    </message>
    <message>
        <source>Business date</source>
        <translation>Fecha contable</translation>
    </message>
    <message>
        <source>Opening float</source>
        <translation>Fondo inicial</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Contado</translation>
    </message>
    <message>
        <source>Last count</source>
        <translation>Último conteo</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Ninguno</translation>
    </message>
    <message>
        <source>Cash level</source>
        <translation>Nivel de efectivo</translation>
    </message>
    <message>
        <source>Cash in the till</source>
        <translation>Efectivo en caja</translation>
    </message>
    <message>
        <source>Not shown</source>
        <translation>No se muestra</translation>
    </message>
    <message>
        <source>Till {0}</source>
        <translation>Caja {0}</translation>
    </message>
    <message>
        <source>{0} · since {1}</source>
        <translation>{0} · desde {1}</translation>
    </message>
    <message>
        <source>Counted as one total</source>
        <translation>Contado en un total</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Billetes</translation>
    </message>
    <message>
        <source>Coins</source>
        <translation>Monedas</translation>
    </message>
    <message>
        <source>Other tenders</source>
        <translation>Otros medios</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Cash counted</source>
        <translation>Efectivo contado</translation>
    </message>
    <message>
        <source>Stays in the drawer</source>
        <translation>Queda en el cajón</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Abierta</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>Liquidada</translation>
    </message>
    <message>
        <source>opening float</source>
        <translation>fondo inicial</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>Fondo</translation>
    </message>
    <message>
        <source>Variance, {0}</source>
        <translation>Diferencia, {0}</translation>
    </message>
    <message>
        <source>Variance</source>
        <translation>Diferencia</translation>
    </message>
    <message>
        <source>Moved to the safe</source>
        <translation>A la caja fuerte</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Accepted by</source>
        <translation>Aceptó</translation>
    </message>
    <message>
        <source>closing count</source>
        <translation>conteo de cierre</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguna</translation>
    </message>
    <message>
        <source>Over {0}</source>
        <translation>Sobran {0}</translation>
    </message>
    <message>
        <source>Short {0}</source>
        <translation>Faltan {0}</translation>
    </message>
</context>
<context>
    <name>TillsScreen</name>
    <message>
        <source>Scan a badge, or a receipt for the next customer</source>
        <translation>Escanee una credencial o un recibo</translation>
    </message>
    <message>
        <source>The count is parked. F9 brings it back.</source>
        <translation>El conteo está apartado. F9 lo trae de vuelta.</translation>
    </message>
</context>
<context>
    <name>TrendScreen</name>
    <message>
        <source>Trends</source>
        <translation>Tendencias</translation>
    </message>
    <message>
        <source>Thirty days of the books. Arrow keys pick a day.</source>
        <translation>Treinta días de los libros. Las flechas eligen un día.</translation>
    </message>
    <message>
        <source>Over and short</source>
        <translation>Sobrantes y faltantes</translation>
    </message>
    <message>
        <source>Above the line over, below short. Dashes: a manager decides from {0} on.</source>
        <translation>Arriba sobra, abajo falta. Guiones: desde {0} decide un gerente.</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>Reembolsos</translation>
    </message>
    <message>
        <source>All tenders; voided returns are left out.</source>
        <translation>Todos los medios; sin devoluciones anuladas.</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Sobra</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>Falta</translation>
    </message>
    <message>
        <source>Thirty days</source>
        <translation>Treinta días</translation>
    </message>
    <message>
        <source>To the Books</source>
        <translation>A los Libros</translation>
    </message>
    <message>
        <source>Over and short in all.</source>
        <translation>Sobrantes y faltantes en total.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguna</translation>
    </message>
</context>
<context>
    <name>VarianceScreen</name>
    <message>
        <source>Why this till differs</source>
        <translation>Por qué difiere esta caja</translation>
    </message>
    <message>
        <source>A variance belongs to the till, never to a person.</source>
        <translation>La diferencia es de la caja, nunca de una persona.</translation>
    </message>
    <message>
        <source>A slip was found</source>
        <translation>Se halló un comprobante</translation>
    </message>
    <message>
        <source>What the slip says</source>
        <translation>Qué dice el comprobante</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>Pago</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>Ingreso</translation>
    </message>
    <message>
        <source>Pickup</source>
        <translation>Retiro</translation>
    </message>
    <message>
        <source>Loan</source>
        <translation>Préstamo</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>Reembolso</translation>
    </message>
    <message>
        <source>Number on the slip</source>
        <translation>Número del comprobante</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Importe</translation>
    </message>
    <message>
        <source>None yet. A slip without its entry is strong evidence.</source>
        <translation>Ninguno. Un comprobante sin asiento es una prueba fuerte.</translation>
    </message>
    <message>
        <source>Likely causes</source>
        <translation>Causas probables</translation>
    </message>
    <message>
        <source>The desk suggests an entry; it never books one by itself.</source>
        <translation>El sistema sugiere un asiento; nunca lo registra solo.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Buscar otra vez</translation>
    </message>
    <message>
        <source>Slips that were found</source>
        <translation>Comprobantes hallados</translation>
    </message>
    <message>
        <source>No cause fits.</source>
        <translation>Ninguna causa encaja.</translation>
    </message>
    <message>
        <source>Look for slips in the drawer, and put them in below.</source>
        <translation>Busque comprobantes en el cajón y anótelos abajo.</translation>
    </message>
    <message>
        <source>Likeliest cause</source>
        <translation>Causa más probable</translation>
    </message>
    <message>
        <source>Or</source>
        <translation>O</translation>
    </message>
    <message>
        <source>Type its number and amount.</source>
        <translation>Escriba número e importe.</translation>
    </message>
    <message>
        <source>The slip says</source>
        <translation>El comprobante dice</translation>
    </message>
</context>
<context>
    <name>Voids</name>
    <message>
        <source>Type a few words.</source>
        <translation>Escriba unas palabras.</translation>
    </message>
    <message>
        <source>Type the code the terminal shows.</source>
        <translation>Escriba el código que muestra la terminal.</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Preguntar otra vez</translation>
    </message>
    <message>
        <source>The terminal said no. No money moved on that card.</source>
        <translation>La terminal dijo que no. No se movió dinero en esa tarjeta.</translation>
    </message>
    <message>
        <source>The terminal is waiting. Type its code, or say that it declined (Alt+D).</source>
        <translation>La terminal espera. Escriba su código o diga que la rechazó (Alt+D).</translation>
    </message>
</context>
<context>
    <name>WaitingCard</name>
    <message>
        <source>On its way</source>
        <translation>En camino</translation>
    </message>
    <message>
        <source>{0} more</source>
        <translation>{0} más</translation>
    </message>
    <message>
        <source>Press W to see all</source>
        <translation>Presione W para ver todo</translation>
    </message>
</context>
<context>
    <name>Wizard</name>
    <message>
        <source>The demo store is being made. This takes a moment.</source>
        <translation>Se está creando la tienda de demostración. Tarda un momento.</translation>
    </message>
    <message>
        <source>Creating the store</source>
        <translation>Creando la tienda</translation>
    </message>
    <message>
        <source>Where the data will live</source>
        <translation>Dónde estarán los datos</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>A store to practise in</source>
        <translation>Una tienda para practicar</translation>
    </message>
    <message>
        <source>Set up the returns desk</source>
        <translation>Preparar el mostrador de devoluciones</translation>
    </message>
    <message>
        <source>Returns desk</source>
        <translation>Mostrador de devoluciones</translation>
    </message>
    <message>
        <source>First start on this computer</source>
        <translation>Primer inicio en este equipo</translation>
    </message>
    <message>
        <source>The store is ready</source>
        <translation>La tienda está lista</translation>
    </message>
    <message>
        <source>Without its keys nobody can open its books again. Keep a copy under a passphrase, away from this computer.</source>
        <translation>Sin sus claves nadie puede volver a abrir sus libros. Guarde una copia con una frase secreta, lejos de este equipo.</translation>
    </message>
    <message>
        <source>The demo store is ready</source>
        <translation>La tienda de demostración está lista</translation>
    </message>
    <message>
        <source>Sign on as one of these people. Their PINs are for the demo only.</source>
        <translation>Entre como una de estas personas. Sus PIN son solo para la demostración.</translation>
    </message>
    <message>
        <source>Español</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Más tarde</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Open the desk</source>
        <translation>Abrir el mostrador</translation>
    </message>
    <message>
        <source>Save the copy</source>
        <translation>Guardar la copia</translation>
    </message>
    <message>
        <source>Create the store</source>
        <translation>Crear la tienda</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
</context>
<context>
    <name>WizardWords</name>
    <message>
        <source>Welcome</source>
        <translation>Bienvenida</translation>
    </message>
    <message>
        <source>The store</source>
        <translation>La tienda</translation>
    </message>
    <message>
        <source>Money and time</source>
        <translation>Moneda y hora</translation>
    </message>
    <message>
        <source>This desk</source>
        <translation>Este mostrador</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrador</translation>
    </message>
    <message>
        <source>Second approver</source>
        <translation>Segunda persona que aprueba</translation>
    </message>
    <message>
        <source>Check and create</source>
        <translation>Revisar y crear</translation>
    </message>
    <message>
        <source>No store is set up here yet</source>
        <translation>Aquí aún no hay ninguna tienda</translation>
    </message>
    <message>
        <source>Which store is this?</source>
        <translation>¿Qué tienda es esta?</translation>
    </message>
    <message>
        <source>Which money, which clock?</source>
        <translation>¿Qué moneda y qué hora?</translation>
    </message>
    <message>
        <source>Which desk is this?</source>
        <translation>¿Qué mostrador es este?</translation>
    </message>
    <message>
        <source>Who looks after the store?</source>
        <translation>¿Quién administra la tienda?</translation>
    </message>
    <message>
        <source>Who else may approve?</source>
        <translation>¿Quién más puede aprobar?</translation>
    </message>
    <message>
        <source>Is this right?</source>
        <translation>¿Está bien así?</translation>
    </message>
    <message>
        <source>Choose how to begin. Nothing is kept before the last step.</source>
        <translation>Elija cómo empezar. Nada se guarda antes del último paso.</translation>
    </message>
    <message>
        <source>Slips show the name, the address and the telephone number.</source>
        <translation>Los comprobantes muestran el nombre, la dirección y el teléfono.</translation>
    </message>
    <message>
        <source>Both hold for the whole store and stay as they are once it is made.</source>
        <translation>Valen para toda la tienda y no cambian una vez creada.</translation>
    </message>
    <message>
        <source>A till is the money in one drawer. More desks can join this store later.</source>
        <translation>Una caja es el dinero de un cajón. Después pueden unirse más mostradores.</translation>
    </message>
    <message>
        <source>The administrator adds everybody else, and may approve.</source>
        <translation>El administrador agrega a los demás y puede aprobar.</translation>
    </message>
    <message>
        <source>Nobody approves their own request, so a second person must be able to say yes.</source>
        <translation>Nadie aprueba su propia solicitud; por eso otra persona tiene que poder decir que sí.</translation>
    </message>
    <message>
        <source>Go back with Esc to change anything. F12 makes the store.</source>
        <translation>Vuelva con Esc para cambiar algo. F12 crea la tienda.</translation>
    </message>
    <message>
        <source>Set up this store</source>
        <translation>Preparar esta tienda</translation>
    </message>
    <message>
        <source>About five minutes</source>
        <translation>Unos cinco minutos</translation>
    </message>
    <message>
        <source>Set up a store to practise in</source>
        <translation>Preparar una tienda para practicar</translation>
    </message>
    <message>
        <source>Nothing in it is real</source>
        <translation>Nada en ella es real</translation>
    </message>
    <message>
        <source>Open the demo store</source>
        <translation>Abrir la tienda de demostración</translation>
    </message>
    <message>
        <source>With 90 days of sales</source>
        <translation>Con 90 días de ventas</translation>
    </message>
    <message>
        <source>Operator number</source>
        <translation>Número de operador</translation>
    </message>
    <message>
        <source>First and last name</source>
        <translation>Nombre y apellido</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>PIN again</source>
        <translation>PIN otra vez</translation>
    </message>
    <message>
        <source>Store number</source>
        <translation>Número de tienda</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>Calle</translation>
    </message>
    <message>
        <source>City, state and postal code</source>
        <translation>Ciudad, estado y código postal</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Teléfono</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Moneda</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zona horaria</translation>
    </message>
    <message>
        <source>Numbers of the tills</source>
        <translation>Números de las cajas</translation>
    </message>
    <message>
        <source>Name of this computer on slips</source>
        <translation>Este equipo en los comprobantes</translation>
    </message>
    <message>
        <source>What people call it</source>
        <translation>Cómo lo llaman</translation>
    </message>
    <message>
        <source>Desk 1</source>
        <translation>Mostrador 1</translation>
    </message>
    <message>
        <source>A PIN has 6 to 8 digits: no run like 123456, no repeated part like 747474, not the operator number.</source>
        <translation>Un PIN tiene de 6 a 8 cifras: ninguna serie como 123456, ninguna parte repetida como 747474, ni el número de operador.</translation>
    </message>
    <message>
        <source>Several tills: write them with commas, like 7,8.</source>
        <translation>Varias cajas: escríbalas con comas, como 7,8.</translation>
    </message>
    <message>
        <source>Type 1 to 4 digits.</source>
        <translation>Escriba de 1 a 4 cifras.</translation>
    </message>
    <message>
        <source>Type 1 to 12 digits.</source>
        <translation>Escriba de 1 a 12 cifras.</translation>
    </message>
    <message>
        <source>Type a name.</source>
        <translation>Escriba un nombre.</translation>
    </message>
    <message>
        <source>Not known. Write it like America/Chicago.</source>
        <translation>No se conoce. Escríbala como America/Chicago.</translation>
    </message>
    <message>
        <source>Type numbers from 1 to 999, each once, like 7,8.</source>
        <translation>Escriba números del 1 al 999, cada uno una vez, como 7,8.</translation>
    </message>
    <message>
        <source>Type up to four capital letters and two digits, like D01.</source>
        <translation>Escriba hasta cuatro mayúsculas y dos cifras, como D01.</translation>
    </message>
    <message>
        <source>Choose another by the rule below.</source>
        <translation>Elija otro según la regla.</translation>
    </message>
    <message>
        <source>Not the same PIN. Type both.</source>
        <translation>No es el mismo PIN.</translation>
    </message>
    <message>
        <source>The administrator has this number. Type another.</source>
        <translation>El administrador tiene ese número. Escriba otro.</translation>
    </message>
    <message>
        <source>This is too long.</source>
        <translation>Es demasiado largo.</translation>
    </message>
    <message>
        <source>This currency has no cents and needs its own policy: counter init --policy FILE.</source>
        <translation>Esta moneda no tiene centavos y necesita su propia política: counter init --policy FILE.</translation>
    </message>
    <message>
        <source>Type the three letters of a currency, like USD.</source>
        <translation>Escriba las tres letras de una moneda, como USD.</translation>
    </message>
    <message>
        <source>This holds a character that cannot be kept. Type it again.</source>
        <translation>Hay un carácter que no se puede guardar. Escríbalo otra vez.</translation>
    </message>
    <message>
        <source>Nothing may be written here: {0}</source>
        <translation>Aquí no se puede escribir nada: {0}</translation>
    </message>
    <message>
        <source>The disk is full. Make room, then create the store again.</source>
        <translation>El disco está lleno. Libere espacio y vuelva a crear la tienda.</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0} h</translation>
    </message>
    <message>
        <source>{0} days</source>
        <translation>{0} días</translation>
    </message>
</context>
<context>
    <name>WorkPage</name>
    <message>
        <source>Give up</source>
        <translation>Abandonar</translation>
    </message>
    <message>
        <source>Park</source>
        <translation>Apartar</translation>
    </message>
    <message>
        <source>Scan what comes back</source>
        <translation>Escanee lo que se devuelve</translation>
    </message>
    <message>
        <source>Its price is found here.</source>
        <translation>Su precio se halla aquí.</translation>
    </message>
    <message>
        <source>No lines</source>
        <translation>Sin líneas</translation>
    </message>
    <message>
        <source>This receipt has no goods on it.</source>
        <translation>Este recibo no tiene artículos.</translation>
    </message>
    <message>
        <source>Reason for {0}</source>
        <translation>Motivo: {0}</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sí</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Condition of {0}</source>
        <translation>Estado: {0}</translation>
    </message>
    <message>
        <source>{0}: what happened?</source>
        <translation>{0}: ¿qué pasó?</translation>
    </message>
    <message>
        <source>How many of {0} go home?</source>
        <translation>¿Cuántos de {0} se lleva?</translation>
    </message>
    <message>
        <source>How much of {0} comes back? {1} {2} at most</source>
        <translation>¿Cuánto de {0} se devuelve? Como máximo {1} {2}</translation>
    </message>
    <message>
        <source>Serial number on {0}</source>
        <translation>Número de serie de {0}</translation>
    </message>
    <message>
        <source>Park it under what name? Enter or F9 parks it.</source>
        <translation>¿Con qué nombre se aparta? Enter o F9 lo aparta.</translation>
    </message>
    <message>
        <source>No receipt</source>
        <translation>Sin recibo</translation>
    </message>
    <message>
        <source>{0} of {1} lines</source>
        <translation>{0} de {1} líneas</translation>
    </message>
    <message>
        <source>1 item</source>
        <translation>1 artículo</translation>
    </message>
    <message>
        <source>Type an ID</source>
        <translation>Escribir ID</translation>
    </message>
    <message>
        <source>State and number of the ID, like TX 12345678</source>
        <translation>Estado y número de la identificación, como TX 12345678</translation>
    </message>
    <message>
        <source>{0} goes home. Plus and minus change how many, Alt+U the price.</source>
        <translation>{0} se lo lleva. Más y menos cambian cuántos, Alt+U el precio.</translation>
    </message>
    <message>
        <source>{0} items</source>
        <translation>{0} artículos</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Devolución</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>Cambio</translation>
    </message>
    <message>
        <source>1 line</source>
        <translation>1 línea</translation>
    </message>
    <message>
        <source>{0} lines</source>
        <translation>{0} líneas</translation>
    </message>
</context>
<context>
    <name>_HomePanel</name>
    <message>
        <source>No till open</source>
        <translation>Sin caja abierta</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Cerrada</translation>
    </message>
    <message>
        <source>Till {0}</source>
        <translation>Caja {0}</translation>
    </message>
    <message>
        <source>{0} · since {1}</source>
        <translation>{0} · desde {1}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abierta</translation>
    </message>
    <message>
        <source>Asked a manager</source>
        <translation>Con gerente</translation>
    </message>
    <message>
        <source>Slips to check</source>
        <translation>Comprobantes por revisar</translation>
    </message>
    <message>
        <source>Business date</source>
        <translation>Fecha contable</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Today at this desk</source>
        <translation>Hoy en este mostrador</translation>
    </message>
</context>
</TS>
