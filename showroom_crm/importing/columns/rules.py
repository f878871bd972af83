"""All rules about columns, in the order in which they see a column and the finished table."""

from showroom_crm.importing.columns.day_order import DayOrder
from showroom_crm.importing.columns.days_to_come import DaysToCome
from showroom_crm.importing.columns.deliveries import Deliveries
from showroom_crm.importing.columns.insurances import Insurances
from showroom_crm.importing.columns.listed_words import ListedWords
from showroom_crm.importing.columns.money_ranges import MoneyRanges
from showroom_crm.importing.columns.names import Names
from showroom_crm.importing.columns.own_fields import OwnFields
from showroom_crm.importing.columns.phone_numbers import PhoneNumbers
from showroom_crm.importing.columns.remarks import Remarks
from showroom_crm.importing.columns.rule import Rule
from showroom_crm.importing.columns.same_number import SameNumber
from showroom_crm.importing.columns.scales import Scales
from showroom_crm.importing.columns.sources import Sources

RULES: tuple[type[Rule], ...] = (
    DayOrder,
    Scales,
    PhoneNumbers,
    MoneyRanges,
    Names,
    Remarks,
    Sources,
    Insurances,
    Deliveries,
    DaysToCome,  # behind all that keeps the days of a column under further keys
    OwnFields,
    SameNumber,
    ListedWords,
)
