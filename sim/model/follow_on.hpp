#pragma once
/// Which trip's sets work which trip next, from the circulation.

#include "czt/model/plan.hpp"

namespace czt {

/// After the rows of the trips: followers, sets_from and what each row says of them.
void lay_out_followers(Plan& plan);

}  // namespace czt
