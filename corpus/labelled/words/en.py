OPENERS = """Hi there,
thanks for getting back to me on {d}.
As discussed on the phone, here are the missing details.
We are still waiting for some documents.
Please find the completed form attached.
Re: your letter of {d}
Quick question about case {n}.
We have checked the record in our system again.
Sorry for the late reply.
I need your approval before I can register this.
The customer called this morning.
Minutes of the meeting on {d}, item {n}.
The file has been with us since {d}.
Follow-up to last week's report:
Hello all,
Below is the master data for the new account.""".split("\n")
CORES = """My {l} is {v}.
Please enter {v} as the {l}.
{l}: {v}
The {l} is {v}, please keep it safe.
The file shows {v} under {l}.
The record with {l} {v} exists twice.
We have {v} on file as the {l}.
{l} {v}
Could you check whether {l} {v} is right?
Without a valid {l} ({v}) we cannot proceed.
The printout says "{l}: {v}".
Only one field changed, {l}: {v} (was empty).
It is {v} ({l}).
I made a typo, the correct {l} is {v}.
{p} gave {v} as {l}.
Applicant: {p}, {l} {v}.
As per the form: {l}: {v}; received on {d}.
Please remove {l} {v} from the list.""".split("\n")
CLOSERS = """Kind regards
Many thanks in advance!
Let me know if you have any questions.
I will send the rest later.
The deadline is {d}.
Please confirm receipt.
The original will follow by post.
Everything else stays as it was.
The people in room {n} know about it.
Best wishes
Thanks and have a nice weekend
Please do not forward.""".split("\n")
DISTANT = ["you will find the {l} you asked for below. I copied it from the original a minute ago.\n\n{v}\n\nThat should be everything.", "You asked for this: {l}. Sorry that it took so long to find.\n{v}"]
FIELDS = ["Received", "Handled by", "Department", "Status", "Remark"]
FILLERS = ["open", "done", "see attachment", "team north", "under review", "call back"]
GREETING, BYE = ["Dear Sir or Madam,", "Hello,", "Good morning,"], ["Kind regards", "Best", "Yours sincerely"]
PROSE = """The report will be presented next quarter once the figures have been audited.
Please enter your social security number and card number only when asked to.
The form asks for a passport, a driving licence or an identity card; one of them is enough.
The health insurer reviewed the claim and approved it.
Passwords must never be sent by e-mail.
We are looking for temporary help in the warehouse from next month.
The meeting starts at 2:30 pm in room 2.17 and ends at 4:00 pm.
In 2025 revenue rose by 3.7% to 1,284,300 pounds.
Your tax identification number is printed on the letter from the tax office.
Room 114, level 3, building 27 is closed until 31 October 2026.""".split("\n")
NOTHING = {"order": ["order number", "order no.", "purchase order", "PO number", "your order"], "invoice": ["invoice number", "invoice no.", "receipt no.", "voucher"], "serial": ["serial number", "serial no.", "S/N", "device serial"],
           "product": ["item number", "part number", "product code", "SKU"], "tracking": ["tracking number", "parcel no.", "shipment"], "ticket": ["ticket", "case number", "file reference", "incident"], "reference": ["payment reference", "our ref.", "booking reference", "confirmation number"],
           "customer": ["customer number", "contract number", "meter number", "meter reading"]}
NOT_CORES = ["{l} {v} was shipped today.", "Your {l} is {v}.", "{l}: {v}", "Please quote {l} {v} in all correspondence.", "We have had no reply on {l} {v}.", "Complaint about {l} {v}, quantity {n}.", "Delivery of {l} {v} is delayed until {d}.", "We cancelled {l} {v}."]
