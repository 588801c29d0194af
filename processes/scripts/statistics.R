# Mean, median and quantiles for statistics.process.toml: the file to write, then the numbers.
arguments <- commandArgs(trailingOnly = TRUE)
numbers <- as.numeric(arguments[-1])
probabilities <- c(0, 0.1, 0.25, 0.5, 0.75, 0.9, 1)
table <- data.frame(probability = probabilities, value = quantile(numbers, probabilities, names = FALSE))
write.csv(table, arguments[1], row.names = FALSE)
cat("mean ", format(mean(numbers), digits = 15), "\n", sep = "")
cat("median ", format(median(numbers), digits = 15), "\n", sep = "")
