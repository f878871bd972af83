"""From a spreadsheet file to a plan of what would be written.

Where to look, in the order in which a file takes its way; `operations.imports` walks it.

Reading a file, by its content and in a child process:
    reading, reading_process, parsed, parser_process: the two sides of the process;
    workbook_cells, old_excel, locked_files, archives, web_archive, markup_tables, text_tables,
    aligned_tables, encodings, contact_cards, copied: the kinds of files;
    package_facts, record_facts, remarks: what a file says beside its cells.
Finding the tables in a sheet:
    offers: which tables of a workbook are worth importing; areas, headers, header_lines, lines,
    naming, table_rows: where a table lies; cards, ticks: what is no table yet; corrections: a
    place pointed at by hand; column_cells: the cells of a column.
Giving each column its field:
    mapping: the whole table; column_rules: one column alone; disputes, name_columns, staff_lists:
    columns beside each other; vocabulary, header_words, evidence: what headers and values tell;
    own_columns: fields the showroom makes itself; layouts, profile_files: what is remembered;
    questions: how a column is asked about.
Cleaning the cells into stored values:
    cleaning: the whole table; readers: who reads which field; columns: what is special about some
    columns; date_columns, years: what all days say together; edits: cells typed over by hand;
    amounts, choices, coming_days, dates, identity, insurance, media, past_days, people, phones,
    scores: what one cell says; value_questions: words no list knows; cells, said: what all of
    these share.
Finding out whom each row speaks of:
    matching, identities, row_keys.
Planning what would be written:
    planning: the whole file; person, belongings, occasions, policies: one customer; events:
    orders, visits, payments and contacts in the rows, from their columns to their plan.
Two customers who are one, found among all that are kept:
    duplicates, resemblance: who may be; merging, moving, winning: what joining them gives.
"""
