print("dependency runs")
