#pragma once
/// Elementary functions from + − × ÷ and sqrt alone, so that every x86-64 processor and compiler gives
/// the same bits (libm picks variants by CPU that differ in the last one). Within 2 ulp of the exact
/// value over the stated range; tests/core/maths_test.cpp measures it against long double.
///
/// sqrt, floor and fabs are exact by IEEE 754 and come from <cmath>.

#include <span>

namespace czt::maths {

double exp(double x);           ///< 0 below −745.2, +inf above 709.78
double log(double x);           ///< x > 0; −inf at 0, NaN below
double pow(double x, double y); ///< x ≥ 0; exp(y·log x) carried in two words; 0^0 = 1
/// y[i] = exp(x[i]), log(x[i]): the same bits, several at a time. y has x.size() places and shares none with x.
void exp_each(std::span<const double> x, double* y);
void log_each(std::span<const double> x, double* y);
double sin(double x);           ///< |x| ≤ 1e5
double cos(double x);           ///< |x| ≤ 1e5
double erfc(double x);          ///< relative error below 1e-14 for x ≤ 25
/// Quantile of the standard normal, 0 < p < 1; error below 1e-14 relative. Wichura (1988), AS 241 PPND16.
double normal_quantile(double p);

}  // namespace czt::maths
