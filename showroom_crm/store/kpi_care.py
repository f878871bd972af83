"""What is counted of care: answers, complaints, the records' completeness, follow-up on time."""

from __future__ import annotations

from showroom_crm.store.facts import REQUIRED_FIELDS
from showroom_crm.store.kpi_topics import Topic, there_is

_SURVEYS = there_is("survey")
_TASKS = (
    f"({there_is('kpi_customer', 'next_follow_up_on')} OR {there_is('reminder')} "
    f"OR {there_is('contact', 'next_on')})"
)

_ANSWERS = Topic(
    """
    SELECT customer_id, NULL AS staff_id, NULL AS model, 1 AS survey_answers,
        score >= 9 AS survey_promoters, score < 7 AS survey_detractors, score AS survey_points
    FROM survey WHERE "on" BETWEEN :start AND :end
    """,
    dict.fromkeys(
        ("survey_answers", "survey_promoters", "survey_detractors", "survey_points"), _SURVEYS
    ),
    owners=True,
)

_COMPLAINTS = Topic(
    """
    SELECT customer_id, NULL AS staff_id, NULL AS model, 1 AS complaints
    FROM complaint WHERE opened_on BETWEEN :start AND :end
    """,
    {"complaints": there_is("complaint")},
    owners=True,
)

# The fields as they are filled now, of those registered by the month's end.
_RECORDS = Topic(
    f"""
    SELECT s.customer_id, NULL AS staff_id, NULL AS model, {REQUIRED_FIELDS} AS fields_required,
        round(s.completeness * {REQUIRED_FIELDS} / 100.0) AS fields_filled
    FROM score s JOIN kpi_customer c ON c.id = s.customer_id
    WHERE c.registered_on IS NULL OR c.registered_on <= :end
    """,  # noqa: S608
    dict.fromkeys(("fields_required", "fields_filled"), there_is("score")),
)

# A contact's next date is done by the contact after it. The last one may have been moved since:
# the date on the customer holds; without a contact on record, the last contact that a source names
# is all there is to tell whether it was kept. An answered reminder ends in the day it was due.
_FOLLOW_UPS = Topic(
    """
    WITH plans AS (
        SELECT k.customer_id, k.next_on AS due_on,
            (SELECT min(n.at) FROM contact n
                WHERE n.customer_id = k.customer_id AND n.at > k.at) AS done_at
        FROM contact k WHERE k.next_on BETWEEN :start AND :end
    ),
    answers AS (
        SELECT customer_id, closed_on, coalesce(postponed_to, date(substr("key", -10)), due_on)
            AS due_on
        FROM reminder
    )
    SELECT customer_id, NULL AS staff_id, NULL AS model, 1 AS tasks_due,
        date(done_at) <= due_on AS tasks_on_time
    FROM plans WHERE done_at IS NOT NULL
    UNION ALL
    SELECT c.id, NULL, NULL, 1, coalesce(c.last_contact_on = c.next_follow_up_on, 0)
        AND NOT EXISTS (SELECT 1 FROM contact k WHERE k.customer_id = c.id)
    FROM kpi_customer c WHERE c.next_follow_up_on BETWEEN :start AND :end
    UNION ALL
    SELECT customer_id, NULL, NULL, 1, coalesce(closed_on <= due_on, 0)
    FROM answers WHERE due_on BETWEEN :start AND :end
    """,
    dict.fromkeys(("tasks_due", "tasks_on_time"), _TASKS),
)

TOPICS = (_ANSWERS, _COMPLAINTS, _RECORDS, _FOLLOW_UPS)
