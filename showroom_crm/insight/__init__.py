"""The numbers behind charts and KPI tables."""
