package dev.slugline.bench.engine;

/**
 * What was measured of one set of rules; a line of JSON, in this order.
 *
 * @param timesMonitor the median of the rounds' ratios; so are the next two
 * @param timesAnalysisCost what our engine, analysis and all, takes of what the analysis alone
 *     takes
 * @param matchesPercent how many of the rules match an article, on average
 * @param articlesCompared on how many articles the matches were held against each other
 * @param bytesPerRule what the compiled catalogue with its rules adds to the heap
 * @param workspaceBytes what a first thread's matching adds to it for good
 */
record EngineResult(
    String set,
    int rules,
    double articlesPerSecond,
    double monitorArticlesPerSecond,
    double tunedMonitorArticlesPerSecond,
    double analysisArticlesPerSecond,
    double timesMonitor,
    double timesTunedMonitor,
    double timesAnalysisCost,
    boolean matchesEqual,
    double matchesPercent,
    int articlesCompared,
    long compileMillis,
    long bytesPerRule,
    long workspaceBytes,
    int threads,
    int articles,
    int rounds,
    int warmUpSeconds,
    boolean cpuTime,
    long seed) {}
